package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.OperationReceipt.Entity;
import java.util.Optional;

/** The IRI under which an entity of a record is known. */
final class EntityIris {
    private EntityIris() {}

    /** @param entity with entity_type and entity_id, perhaps with uri and digest */
    static String of(Iris iris, String organisation, JsonNode entity) {
        String type = entity.path("entity_type").asText();
        String id = entity.path("entity_id").asText();
        return type.equals(Entity.ARTIFACT)
                ? artifact(iris, organisation, entity, id)
                : iris.thing(organisation, type, id);
    }

    /** An artifact's id is its digest or its URI where those do not stand beside it. */
    private static String artifact(Iris iris, String organisation, JsonNode entity, String id) {
        Optional<Digest.WellFormed> idAsDigest = Digest.parse(id);
        Optional<Digest.WellFormed> digest =
                Digest.parse(entity.path("digest").asText()).or(() -> idAsDigest);
        if (!entity.has("uri") && idAsDigest.isPresent()) {
            return iris.content(digest.orElseThrow());
        }
        String uri = entity.path("uri").asText(id);
        return digest.map(bytes -> iris.artifact(organisation, bytes, uri))
                .orElseGet(() -> iris.location(organisation, uri));
    }
}
