package dev.whence.ledger;

/**
 * One entry as the write-ahead log has it.
 *
 * @param place of its record's first byte
 */
record WalEntry(String place, long sequence, Entry entry) {}
