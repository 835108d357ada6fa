package dev.whence.store;

/**
 * A ledger entry that the graph does not hold because the store could not take it in.
 *
 * @param sequence the entry's place in the ledger
 * @param reason why, in one sentence for an operator
 */
public record SkippedEntry(long sequence, String reason) {}
