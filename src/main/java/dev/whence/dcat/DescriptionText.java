package dev.whence.dcat;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * A description as N-Triples: the same text for the same graph, whatever its blank nodes are labelled. They are numbered in the
 * order in which they are met from the root. One graph, one thread.
 */
final class DescriptionText {
    private final Graph description;
    private final ContentKeys keys;
    private final Map<Node, Node> names = new LinkedHashMap<>();
    private final Deque<Node> open = new ArrayDeque<>();

    private DescriptionText(Graph description) {
        this.description = description;
        this.keys = new ContentKeys(description);
    }

    static String of(Graph description, Node root) {
        DescriptionText text = new DescriptionText(description);
        text.meet(root);
        while (!text.open.isEmpty()) {
            text.inOrder(text.open.remove()).forEach(triple -> text.meet(triple.getObject()));
        }
        return text.write();
    }

    private void meet(Node node) {
        if (!node.isLiteral() && !names.containsKey(node)) {
            names.put(node, node.isBlank() ? NodeFactory.createBlankNode("b" + names.size()) : node);
            open.add(node);
        }
    }

    private List<Triple> inOrder(Node subject) {
        return description.find(subject, Node.ANY, Node.ANY).toList().stream()
                .sorted(Comparator.comparing(
                                (Triple triple) -> triple.getPredicate().getURI())
                        .thenComparing(triple -> keys.of(triple.getObject())))
                .toList();
    }

    private String write() {
        Graph named = GraphFactory.createGraphMem();
        description
                .find()
                .forEachRemaining(triple -> named.add(
                        Triple.create(name(triple.getSubject()), triple.getPredicate(), name(triple.getObject()))));
        StringWriter lines = new StringWriter();
        RDFDataMgr.write(lines, named, Lang.NTRIPLES);
        return lines.toString().lines().sorted().map(line -> line + "\n").collect(Collectors.joining());
    }

    private Node name(Node node) {
        return names.getOrDefault(node, node);
    }
}
