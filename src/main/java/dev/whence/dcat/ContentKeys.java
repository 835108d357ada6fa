package dev.whence.dcat;

import dev.whence.canonical.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * A text for each node by which nodes can be put in order: an IRI and a literal by themselves, a blank node by what is said of
 * it and never by its label. Two blank nodes of which the same is said have the same key. One graph, one thread.
 */
public final class ContentKeys {
    private final Graph graph;
    private final Map<Node, String> known = new HashMap<>();
    private final Set<Node> under = new HashSet<>();

    public ContentKeys(Graph graph) {
        this.graph = graph;
    }

    /** The node's key. */
    public String of(Node node) {
        if (!node.isBlank()) {
            return node.toString();
        }
        String key = known.get(node);
        if (key != null) {
            return key;
        }
        if (!under.add(node)) {
            return "_";
        }
        StringBuilder said = new StringBuilder();
        graph.find(node, Node.ANY, Node.ANY).toList().stream()
                .map(this::said)
                .sorted()
                .forEach(text -> said.append(text).append('\n'));
        under.remove(node);
        String made = "_" + Sha256.hex(said.toString().getBytes(StandardCharsets.UTF_8));
        known.put(node, made);
        return made;
    }

    private String said(Triple triple) {
        return triple.getPredicate() + " " + of(triple.getObject());
    }
}
