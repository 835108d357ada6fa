package dev.whence.query.walk;

import dev.whence.receipt.LineageFacts;
import java.util.Optional;

/** Reads ledger entries again, to name what the index only numbers. Must be safe for use by several threads. */
@FunctionalInterface
public interface Entries {
    /**
     * Reads and maps one entry, as intake did.
     *
     * @throws ErasedMeanwhileException where what it said was erased
     * @throws IllegalStateException where the entry cannot be read any more for another reason
     */
    Entry entryAt(long sequence);

    /** Whether the entry is there and what it said was erased. */
    default boolean isErased(long sequence) {
        return false;
    }

    /**
     * What a walk shows of an entry.
     *
     * @param run nothing where the entry tells of none
     */
    record Entry(LineageFacts facts, Optional<RunSummary> run) {}
}
