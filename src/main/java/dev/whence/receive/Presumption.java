package dev.whence.receive;

import dev.whence.receipt.RecordName;

/**
 * What somebody who hands a receipt in has found out about a catalog record before. The sequencer looks again when the
 * receipt's turn comes, and refuses it where that is so no more.
 */
public sealed interface Presumption {
    /**
     * A record stands, and so does the promotion that lets it out: neither was replaced, withdrawn or erased.
     *
     * @param record its place in the ledger
     * @param promotion the promotion's place
     */
    record Stands(RecordName name, long record, long promotion) implements Presumption {}

    /** Nothing was published of a record after the ledger had a size. */
    record NotPublishedSince(RecordName name, long size) implements Presumption {}
}
