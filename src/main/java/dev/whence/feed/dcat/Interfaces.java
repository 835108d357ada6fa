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
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Where machines find every interface: the catalog of interfaces of RFC 9727, as a link set (RFC 9264). What there is stands in
 * {@code feed/interfaces.json}. Immutable.
 */
public final class Interfaces {
    public static final String MEDIA_TYPE = "application/linkset+json";

    /** RFC 9727 §4.2 wants its readers told by which rules the link set is made. */
    public static final String PROFILE = "https://www.rfc-editor.org/info/rfc9727";

    private static final String RESOURCE = "/feed/interfaces.json";

    private final JsonNode known = read();
    private final Iris iris;

    public Interfaces(Iris iris) {
        this.iris = iris;
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

    /**
     * The link set.
     *
     * @param organisations that have published something: each has a context of its own, but for the default one, whose
     *     interfaces have the plain addresses
     */
    public ObjectNode linkset(Collection<String> organisations) {
        String base = iris.base();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode contexts = document.putArray("linkset");
        ObjectNode catalog = contexts.addObject().put("anchor", base + ".well-known/api-catalog");
        items(catalog, base, one -> true);
        organisations.stream()
                .filter(organisation -> !organisation.equals(Iris.DEFAULT_ORGANISATION))
                .map(iris::space)
                .forEach(space -> items(
                        contexts.addObject().put("anchor", space),
                        space,
                        one -> one.path("of_each_organisation").asBoolean()));
        ObjectNode whole = contexts.addObject().put("anchor", base);
        for (JsonNode one : known.path("descriptions")) {
            whole.withArray("/" + one.path("relation").asText())
                    .addObject()
                    .put("href", base + one.path("path").asText())
                    .put("type", one.path("type").asText());
        }
        return document;
    }

    private void items(ObjectNode context, String space, Predicate<JsonNode> wanted) {
        ArrayNode items = context.putArray("item");
        for (JsonNode one : known.path("interfaces")) {
            if (wanted.test(one)) {
                one.path("types")
                        .forEach(type -> items.addObject()
                                .put("href", space + one.path("path").asText())
                                .put("type", type.asText())
                                .put("title", one.path("title").asText()));
            }
        }
    }
}
