package dev.whence.dcat;

import dev.whence.canonical.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
        if (isNew(node)) {
            make(node);
        }
        return key(node);
    }

    /** With a stack of its own: nothing bounds how far strangers let one thing lead to the next. */
    private void make(Node first) {
        Deque<Said> open = new ArrayDeque<>();
        open.push(begin(first));
        while (!open.isEmpty()) {
            Said said = open.element();
            if (said.isWhole()) {
                open.remove();
                under.remove(said.node);
                known.put(said.node, said.key());
            } else if (isNew(said.object())) {
                open.push(begin(said.object()));
            } else {
                said.take(key(said.object()));
            }
        }
    }

    private Said begin(Node node) {
        under.add(node);
        return new Said(node, graph.find(node, Node.ANY, Node.ANY).toList());
    }

    private boolean isNew(Node node) {
        return node.isBlank() && !known.containsKey(node) && !under.contains(node);
    }

    /** One that leads back to itself has none yet. */
    private String key(Node node) {
        return node.isBlank() ? known.getOrDefault(node, "_") : node.toString();
    }

    /** What is said of a blank node, while its objects get their keys. */
    private static final class Said {
        private final Node node;
        private final List<Triple> triples;
        private final List<String> texts = new ArrayList<>();

        Said(Node node, List<Triple> triples) {
            this.node = node;
            this.triples = triples;
        }

        boolean isWhole() {
            return texts.size() == triples.size();
        }

        Node object() {
            return triples.get(texts.size()).getObject();
        }

        void take(String key) {
            texts.add(triples.get(texts.size()).getPredicate() + " " + key);
        }

        String key() {
            StringBuilder said = new StringBuilder();
            texts.stream().sorted().forEach(text -> said.append(text).append('\n'));
            return "_" + Sha256.hex(said.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
