package dev.whence.query.walk;

import java.util.Optional;

/** Tells what came of checking a receipt's attestations. Must be safe for use by several threads. */
@FunctionalInterface
public interface Marks {
    /** Where nobody attests anything. */
    Marks NONE = (sequence, size) -> Optional.empty();

    /**
     * The mark of an entry's receipt.
     *
     * @param size the ledger size that the walk sees; what came later does not count
     * @return nothing where it has no attestations
     */
    Optional<Mark> of(long sequence, long size);
}
