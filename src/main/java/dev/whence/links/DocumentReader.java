package dev.whence.links;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Reads of a JSON document what the rules need, by what kind of document it is. Takes any JSON; refuses nothing. */
final class DocumentReader {
    private final Resolver resolver;

    DocumentReader(Resolver resolver) {
        this.resolver = resolver;
    }

    Document read(String place, JsonNode json) {
        Draft draft = new Draft(place, resolver);
        if (isStac(json)) {
            return new StacReader(draft).read(json);
        }
        if (json.path("activity").isObject() || json.path("entity").isObject()) {
            return new ProvReader(draft).read(json);
        }
        return json.has("@context") || json.has("@graph") || json.has("@type")
                ? new JsonLdReader(draft).read(json)
                : draft.document(Kind.OTHER);
    }

    /** By its type; one that lost its version, or is older than the type, is STAC all the same. */
    private static boolean isStac(JsonNode json) {
        String type = json.path("type").asText();
        return Set.of("Catalog", "Collection").contains(type) && (json.has("stac_version") || json.has("links"))
                || type.equals("Feature") && (json.has("stac_version") || json.has("assets"))
                || json.has("stac_version") && json.has("links");
    }
}
