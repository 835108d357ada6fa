package dev.whence.harvest.read;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** Looks things up in a graph. */
final class Graphs {
    private Graphs() {}

    static Optional<Node> object(Graph graph, Node subject, Node predicate) {
        return objects(graph, subject, predicate).stream().findFirst();
    }

    /** In an order of their own, which is the same for the same graph. */
    static List<Node> objects(Graph graph, Node subject, Node predicate) {
        return graph.find(subject, predicate, Node.ANY).mapWith(Triple::getObject).toList().stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(Node::toString))
                .toList();
    }

    static List<Node> subjects(Graph graph, Node predicate, Node object) {
        return graph.find(Node.ANY, predicate, object).mapWith(Triple::getSubject).toList().stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(Node::toString))
                .toList();
    }
}
