package dev.whence.catalog;

import java.time.Instant;

/**
 * What happened to a record in the catalog.
 *
 * @param number from 0, without gaps
 * @param ordinal of the record: how many others had been in the log before it first was; stays the same for ever
 * @param sequence the ledger entry that says so: a publication, or for a deletion a withdrawal or a tombstone
 * @param time of that entry; never before that of the change before
 * @param issued when the record was first in the log
 */
public record Change(int number, Type type, RecordKey key, int ordinal, long sequence, Instant time, Instant issued) {
    /** Named as ActivityStreams names them. */
    public enum Type {
        CREATE,
        UPDATE,
        DELETE
    }

    /** Whether the record is there after it. */
    public boolean isThere() {
        return type != Type.DELETE;
    }
}
