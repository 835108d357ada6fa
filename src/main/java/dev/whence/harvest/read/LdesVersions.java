package dev.whence.harvest.read;

import dev.whence.dcat.RdfSyntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * The datasets that a page of an event stream describes, each graph taken apart once: where versions stand beside their
 * stream, a page of many members is one graph for all of them. For one page, and one thread.
 */
final class LdesVersions {
    private final DatasetGraph read;
    private final Document document;
    private final List<String> troubles;
    private Optional<Map<String, List<Found>>> besideTheStream = Optional.empty();

    /** @param troubles gets what was left out, and why */
    LdesVersions(DatasetGraph read, Document document, List<String> troubles) {
        this.read = read;
        this.document = document;
        this.troubles = troubles;
    }

    /**
     * What a member describes, in the graph of the member, else beside the stream: itself, where it is a version, else its
     * object.
     */
    List<Found> of(Node member, String name, String object) throws UnreadableException {
        Graph own = read.getGraph(member);
        Map<String, List<Found>> found = own.isEmpty() ? besideTheStream() : byName(own);
        return found.getOrDefault(name, found.getOrDefault(object, List.of()));
    }

    private Map<String, List<Found>> besideTheStream() throws UnreadableException {
        if (besideTheStream.isEmpty()) {
            besideTheStream = Optional.of(byName(read.getDefaultGraph()));
        }
        return besideTheStream.get();
    }

    private Map<String, List<Found>> byName(Graph graph) throws UnreadableException {
        return Datasets.rdf(Rdf.alone(graph, document), RdfSyntax.N_TRIPLES, troubles).stream()
                .collect(Collectors.groupingBy(Found::id));
    }
}
