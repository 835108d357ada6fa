package dev.whence.store;

import java.util.List;
import org.apache.jena.sparql.core.Quad;

/**
 * What one ledger entry says, as quads.
 *
 * @param sequence the entry's place in the ledger, from 0
 * @param graphIri the named graph that holds all of the quads
 * @param quads may be empty: some entries say nothing that the graph keeps
 * @param drops the named graphs of earlier entries that are not to be any more once this entry is here
 */
public record EntryQuads(long sequence, String graphIri, List<Quad> quads, List<String> drops) {
    public EntryQuads {
        quads = List.copyOf(quads);
        drops = List.copyOf(drops);
    }

    /** An entry that takes nothing away. */
    public EntryQuads(long sequence, String graphIri, List<Quad> quads) {
        this(sequence, graphIri, quads, List.of());
    }

    /** The same, taking graphs away. */
    public EntryQuads dropping(List<String> graphs) {
        return graphs.isEmpty() ? this : new EntryQuads(sequence, graphIri, quads, graphs);
    }
}
