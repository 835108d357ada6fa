package dev.whence.feed.dcat;

import dev.whence.catalog.Change;
import dev.whence.catalog.RecordKey;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import java.util.Optional;

/** What pages ask of {@link PublishedRecords}; apart from it, so that pages can be tested without a ledger. Thread-safe. */
interface CatalogEntries {
    /** What a change published; nothing where that was erased. */
    Optional<Published> read(String organisation, Change change);

    /** The IRI of what a record describes, also where it is published no more. */
    String iri(String organisation, RecordKey key);

    /** The record that would describe what an IRI names. */
    Optional<RecordKey> key(String iri);

    static CatalogEntries of(PublishedRecords records) {
        return new CatalogEntries() {
            @Override
            public Optional<Published> read(String organisation, Change change) {
                return records.read(organisation, change);
            }

            @Override
            public String iri(String organisation, RecordKey key) {
                return records.iri(organisation, key);
            }

            @Override
            public Optional<RecordKey> key(String iri) {
                return records.key(iri);
            }
        };
    }
}
