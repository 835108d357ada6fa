package dev.whence.store;

import java.util.List;
import org.apache.jena.sparql.core.Quad;

/**
 * What one ledger entry says, as quads.
 *
 * @param sequence the entry's place in the ledger, from 0
 * @param graphIri the named graph that holds all of the quads
 * @param quads may be empty: some entries say nothing that the graph keeps
 */
public record EntryQuads(long sequence, String graphIri, List<Quad> quads) {
    public EntryQuads {
        quads = List.copyOf(quads);
    }
}
