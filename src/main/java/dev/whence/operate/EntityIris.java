package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.OperationReceipt.Entity;
import java.util.Optional;

/** The IRI under which an entity of a record is known. */
final class EntityIris {
    private EntityIris() {}

    /** @param json with entity_type and entity_id, perhaps with uri and digest */
    static String of(Iris iris, String organisation, JsonNode json) {
        Entity entity = new Entity(
                json.path("entity_type").asText(),
                json.path("entity_id").asText(),
                Optional.ofNullable(json.get("uri")).map(JsonNode::asText),
                Digest.parse(json.path("digest").asText()).map(digest -> digest));
        return entity.type().equals(Entity.ARTIFACT)
                ? artifact(iris, organisation, entity)
                : iris.thing(organisation, entity.type(), entity.id());
    }

    private static String artifact(Iris iris, String organisation, Entity entity) {
        if (entity.place().isEmpty()) {
            return iris.content(entity.bytes().orElseThrow());
        }
        String uri = entity.place().get();
        return entity.bytes()
                .map(bytes -> iris.artifact(organisation, bytes, uri))
                .orElseGet(() -> iris.location(organisation, uri));
    }
}
