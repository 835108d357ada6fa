package dev.whence.feed.dcat;

import dev.whence.catalog.Change;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Triple;

/**
 * One published record, as the catalog shows it.
 *
 * @param change that brought it as it is
 * @param iri of what it describes
 * @param record IRI of the catalog's record of it; never the same
 * @param receipt IRI of the receipt that says so: the evidence
 * @param triples what is said of it, without blank nodes
 */
public record CatalogEntry(
        Change change, String iri, String record, Optional<String> receipt, List<Triple> triples) {
    public CatalogEntry {
        triples = List.copyOf(triples);
    }
}
