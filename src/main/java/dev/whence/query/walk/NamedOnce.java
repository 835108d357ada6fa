package dev.whence.query.walk;

import dev.whence.lineage.EntityKind;
import dev.whence.query.walk.LineageAnswer.Edge;
import dev.whence.query.walk.LineageAnswer.Node;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The index tells a thing with these bytes from the same thing with others, or without a word on them. Under its type and
 * id it is one thing, and an answer shows it once.
 */
final class NamedOnce {
    private NamedOnce() {}

    /** Each IRI once, where it stood first. */
    static List<Node> nodes(List<Node> found) {
        Map<String, Node> byIri = new LinkedHashMap<>();
        found.forEach(node -> byIri.merge(node.iri(), node, NamedOnce::together));
        return List.copyOf(byIri.values());
    }

    /** Without the steps from a thing to itself. */
    static List<Edge> edges(Collection<Edge> found) {
        return found.stream()
                .filter(edge -> !edge.from().equals(edge.to()))
                .distinct()
                .toList();
    }

    private static Node together(Node first, Node again) {
        boolean versioned = first.kind() == EntityKind.ARTIFACT || again.kind() == EntityKind.ARTIFACT;
        return new Node(
                first.iri(),
                versioned ? EntityKind.ARTIFACT : first.kind(),
                Math.min(first.depth(), again.depth()),
                first.entity(),
                first.uri(),
                agreed(first.digest(), again.digest()),
                agreed(first.content(), again.content()),
                first.location(),
                newer(first, again),
                first.superseded() && again.superseded(),
                first.erased() || again.erased());
    }

    /** Two different contents are no answer to the question which one it has. */
    private static Optional<String> agreed(Optional<String> first, Optional<String> again) {
        return first.isPresent() && again.isPresent() && !first.equals(again)
                ? Optional.empty()
                : first.or(() -> again);
    }

    private static Optional<LineageAnswer.RunRef> newer(Node first, Node again) {
        Optional<LineageAnswer.RunRef> made = first.generatedBy();
        return again.generatedBy()
                .filter(run -> made.isEmpty() || run.sequence() > made.get().sequence())
                .or(() -> made);
    }
}
