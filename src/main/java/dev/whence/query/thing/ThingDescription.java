package dev.whence.query.thing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * What is known of one thing.
 *
 * @param own what is said of it (and of its helper nodes, such as its checksum)
 * @param pointing what points to it
 * @param complete whether all that points to it is here
 */
public record ThingDescription(String iri, List<Triple> own, List<Triple> pointing, boolean complete) {
    public ThingDescription {
        own = List.copyOf(own);
        pointing = List.copyOf(pointing);
    }

    /** Everything together, for RDF syntaxes. */
    public Graph graph() {
        Graph graph = GraphFactory.createDefaultGraph();
        Set<Triple> all = new LinkedHashSet<>(own);
        all.addAll(pointing);
        all.forEach(graph::add);
        return graph;
    }
}
