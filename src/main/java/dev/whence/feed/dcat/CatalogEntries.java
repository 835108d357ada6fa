package dev.whence.feed.dcat;

import dev.whence.catalog.Change;
import dev.whence.catalog.RecordKey;
import java.util.Optional;

/** Where published records are read from. Thread-safe. */
public interface CatalogEntries {
    /** What a change published; nothing where that was erased. */
    Optional<CatalogEntry> read(String organisation, Change change);

    /** The IRI of what a record describes, also where it is published no more. */
    String iri(String organisation, RecordKey key);

    /** The record that describes what an IRI names; nothing where the IRI is none of ours. */
    Optional<RecordKey> key(String organisation, String iri);
}
