package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a catalog record was harvested.
 *
 * @param catalog the catalog that it is from, an IRI
 * @param url the document that it stood in
 * @param retrievedAt when that was fetched
 * @param etag the document's, as its server gave it
 */
public record RecordSource(String catalog, String url, Instant retrievedAt, Optional<String> etag) {}
