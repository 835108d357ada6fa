package dev.whence.feed.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Iris;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Where machines find every interface: the catalog of interfaces of RFC 9727, as a link set (RFC 9264). What there is stands in
 * {@code feed/interfaces.json}. Immutable.
 */
public final class Interfaces {
    public static final String MEDIA_TYPE = "application/linkset+json";

    /** RFC 9727 §4.2 wants its readers told by which rules the link set is made. */
    public static final String PROFILE = "https://www.rfc-editor.org/info/rfc9727";

    private static final String RESOURCE = "/feed/interfaces.json";

    private final ObjectNode linkset;

    public Interfaces(Iris iris) {
        this.linkset = linkset(read(), iris.base());
    }

    private static JsonNode read() {
        try (InputStream in = Interfaces.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + RESOURCE);
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ObjectNode linkset(JsonNode known, String base) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode contexts = document.putArray("linkset");
        ObjectNode catalog = contexts.addObject().put("anchor", base + ".well-known/api-catalog");
        ArrayNode items = catalog.putArray("item");
        for (JsonNode one : known.path("interfaces")) {
            for (JsonNode type : one.path("types")) {
                items.addObject()
                        .put("href", base + one.path("path").asText())
                        .put("type", type.asText())
                        .put("title", one.path("title").asText());
            }
        }
        ObjectNode whole = contexts.addObject().put("anchor", base);
        for (JsonNode one : known.path("descriptions")) {
            whole.withArray("/" + one.path("relation").asText())
                    .addObject()
                    .put("href", base + one.path("path").asText())
                    .put("type", one.path("type").asText());
        }
        return document;
    }

    /** The link set. */
    public JsonNode linkset() {
        return linkset.deepCopy();
    }
}
