package dev.whence.feed.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.feed.stac.StacDocuments;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** One STAC document as a file: as the API gives it, but for the links that say where it lies. */
final class StacFile {
    private static final Set<String> CHILDREN = Set.of("child", "item");

    private StacFile() {}

    /**
     * The document in UTF-8, with a line feed at its end.
     *
     * @param document as {@link StacDocuments} makes it
     * @param iri of what it describes: where it answers too
     * @param own links to the documents around it
     */
    static byte[] bytes(ObjectNode document, String iri, List<ObjectNode> own) {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        own.forEach(links::add);
        links.add(StacFiles.link("canonical", iri, "text/html"));
        for (JsonNode link : document.path("links")) {
            String relation = link.path("rel").asText();
            boolean isOwn = relation.equals("canonical") || StacDocuments.isPlace(relation);
            if (!isOwn || leadsElsewhere(link)) {
                links.add(link);
            }
        }
        document.set("links", links);
        return bytes(document);
    }

    /** What a catalog has below it wherever it is put; a relative reference would mean another document here. */
    private static boolean leadsElsewhere(JsonNode link) {
        return CHILDREN.contains(link.path("rel").asText())
                && link.path("href").asText().contains("://");
    }

    static byte[] bytes(JsonNode document) {
        try {
            String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
