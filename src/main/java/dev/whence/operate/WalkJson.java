package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.receipt.Iris;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A walk in the words of {@code provenance.get}. */
final class WalkJson {
    private final Iris iris;

    WalkJson(Iris iris) {
        this.iris = iris;
    }

    /** What every answer that rests on a walk says of it. */
    void tell(LineageAnswer walk, ObjectNode json) {
        json.put("complete", walk.complete());
        walk.reason().ifPresent(reason -> json.put("reason", reason));
        json.put("as_of", walk.asOf());
    }

    ObjectNode root(String type, String id, String iri) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("entity_type", type)
                .put("entity_id", id)
                .put("iri", iri);
    }

    ObjectNode node(LineageAnswer.Node node) {
        EntityName name = EntityName.of(iris, node.iri());
        ObjectNode json = root(name.type(), name.id(), node.iri()).put("depth", node.depth());
        node.uri().filter(uri -> !uri.equals(node.iri())).ifPresent(uri -> json.put("uri", uri));
        node.digest().ifPresent(digest -> json.put("digest", digest));
        return json;
    }

    String type(LineageAnswer.Node node) {
        return EntityName.of(iris, node.iri()).type();
    }

    /** The far end of a step, with what it is to the near one. */
    ObjectNode relative(LineageAnswer.Edge step) {
        EntityName name = EntityName.of(iris, step.far());
        ObjectNode json = root(name.type(), name.id(), step.far());
        json.put("relation", relation(step).orElse(null));
        json.put("invocation_id", invocation(step));
        return json;
    }

    /** How a thing that stands for others is tied to one of them. */
    ObjectNode link(ObjectNode root, ObjectNode member, Walks.Link link) {
        ObjectNode from = link.above() ? root : member;
        ObjectNode to = link.above() ? member : root;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("src_type", from.get("entity_type"));
        json.set("src_id", from.get("entity_id"));
        json.set("dst_type", to.get("entity_type"));
        json.set("dst_id", to.get("entity_id"));
        json.put("relation", link.relation()).putNull("invocation_id");
        return json.put("depth", 0).put("basis", "stated");
    }

    ObjectNode edge(LineageAnswer.Edge edge) {
        EntityName from = EntityName.of(iris, edge.from());
        EntityName to = EntityName.of(iris, edge.to());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("src_type", from.type()).put("src_id", from.id());
        json.put("dst_type", to.type()).put("dst_id", to.id());
        json.put("relation", relation(edge).orElse(null));
        json.put("invocation_id", invocation(edge));
        json.put("depth", edge.depth());
        json.put("basis", word(edge.relation()));
        json.put("direction", word(edge.direction()));
        return json;
    }

    private static @Nullable String invocation(LineageAnswer.Edge edge) {
        return edge.run().map(run -> run.summary().runId()).orElse(null);
    }

    private static Optional<String> relation(LineageAnswer.Edge edge) {
        return edge.statedAs();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    ArrayNode nodes(LineageAnswer walk) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        walk.nodes().forEach(node -> nodes.add(node(node)));
        return nodes;
    }

    ArrayNode edges(LineageAnswer walk) {
        ArrayNode edges = JsonNodeFactory.instance.arrayNode();
        walk.edges().forEach(edge -> edges.add(edge(edge)));
        return edges;
    }
}
