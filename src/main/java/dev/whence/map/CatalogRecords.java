package dev.whence.map;

import dev.whence.receipt.CatalogRecord;

/** The mappers of catalog records, for a record by itself and for one that is published. */
final class CatalogRecords {
    private CatalogRecords() {}

    static void map(CatalogRecord record, Statements out) {
        throw new IllegalArgumentException("no mapper for kind " + record.kind());
    }
}
