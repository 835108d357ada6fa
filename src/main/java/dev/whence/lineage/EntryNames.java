package dev.whence.lineage;

import dev.whence.receipt.LineageFacts;

/** Where names come from: the caller reads a ledger entry again and maps it as it did at intake. */
@FunctionalInterface
public interface EntryNames {
    /**
     * What an entry says of lineage.
     *
     * @throws IllegalStateException where the entry cannot be read any more
     */
    LineageFacts factsOf(long sequence);
}
