package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.lineage.Direction;
import dev.whence.receipt.RefusedException;
import java.util.Locale;

/** {@code provenance.get}: where a thing comes from, or what came of it. */
final class ProvenanceGet implements Work.Reading {
    static final Declaration DECLARATION = Declaration.reading(
            "provenance.get", "Tells what a thing was made from, or what was made from it", Scope.PROVENANCE_READ);

    private final Walks walks;
    private final WalkJson json;

    ProvenanceGet(Walks walks, WalkJson json) {
        this.walks = walks;
        this.json = json;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        String type = invocation.text("entity_type", "");
        String id = invocation.text("entity_id", "");
        String direction = invocation.text("direction", "up");
        Walks.Walked walked = walks.walk(
                Walks.Asked.of(invocation, type, id, Direction.valueOf(direction.toUpperCase(Locale.ROOT))),
                invocation);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode root = json.root(type, id, walked.iri());
        answer.set("root", root);
        answer.put("direction", direction);
        answer.set("edges", edges(walked, root));
        answer.set("nodes", nodes(walked, root));
        json.tell(walked.walk(), answer);
        return answer;
    }

    /** A thing that stands for others comes before them, at depth 0 as they. */
    private ArrayNode nodes(Walks.Walked walked, ObjectNode root) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        if (walked.link().isPresent()) {
            nodes.add(root.deepCopy().put("depth", 0));
        }
        return nodes.addAll(json.nodes(walked.walk()));
    }

    private ArrayNode edges(Walks.Walked walked, ObjectNode root) {
        ArrayNode edges = JsonNodeFactory.instance.arrayNode();
        walked.link()
                .ifPresent(link -> walked.walk().nodes().stream()
                        .filter(node -> node.depth() == 0)
                        .forEach(node -> edges.add(json.link(root, json.node(node), link))));
        return edges.addAll(json.edges(walked.walk()));
    }
}
