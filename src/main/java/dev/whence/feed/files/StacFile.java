package dev.whence.feed.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.feed.Published;
import dev.whence.receipt.RecordSource;
import dev.whence.receipt.StacRecord;
import dev.whence.vocab.Prov;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;

/**
 * One STAC document as a file: as it was published, with our own links in the place of those that lead through the catalog
 * that it is from. Other relative links lead where they led.
 */
record StacFile(Published published) {
    /** Links by which a catalog, or an API, is gone through; they are of the place where the document lay. */
    private static final Set<String> THROUGH = Set.of(
            "self",
            "root",
            "parent",
            "child",
            "item",
            "items",
            "collection",
            "next",
            "prev",
            "data",
            "search",
            "conformance",
            "service-desc",
            "service-doc");

    private static final String NOTICE = "notice";
    private static final String RUN = "processing-execution";

    /** The document in UTF-8, with a line feed at its end. */
    byte[] write(List<ObjectNode> own) {
        StacRecord record = (StacRecord) published.publication().document();
        ObjectNode document = read(record.description().whole());
        Optional<String> base = record.source().map(RecordSource::url);
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        own.forEach(links::add);
        links.add(StacFiles.link("canonical", published.iri(), "text/html"));
        boolean leadsToRun = false;
        for (JsonNode link : document.path("links")) {
            if (!THROUGH.contains(link.path("rel").asText())
                    && !link.path("rel").asText().equals("canonical")) {
                leadsToRun |= link.path("href").asText().equals(run().orElse(""));
                links.add(resolved(link.deepCopy(), base));
            }
        }
        if (!leadsToRun) {
            run().ifPresent(run -> links.add(StacFiles.link(RUN, run, "text/html")));
        }
        document.set("links", links);
        document.path("assets").forEach(asset -> resolved(asset, base));
        notice(document);
        return bytes(document);
    }

    private Optional<String> run() {
        return published.triples().stream()
                .filter(triple -> triple.getPredicate().equals(Prov.WAS_GENERATED_BY)
                        && triple.getSubject().isURI()
                        && triple.getSubject().getURI().equals(published.iri()))
                .map(triple -> triple.getObject())
                .filter(Node::isURI)
                .map(Node::getURI)
                .sorted()
                .findFirst();
    }

    /** It has to be shown with the record wherever that is. */
    private void notice(ObjectNode document) {
        published.publication().notice().ifPresent(text -> {
            if (document.path("properties") instanceof ObjectNode properties) {
                properties.put(NOTICE, text);
            } else {
                document.put(NOTICE, text);
            }
        });
    }

    private static JsonNode resolved(JsonNode linked, Optional<String> base) {
        if (linked instanceof ObjectNode object && base.isPresent()) {
            String href = object.path("href").asText();
            resolved(base.get(), href).ifPresent(address -> object.put("href", address));
        }
        return linked;
    }

    private static Optional<String> resolved(String base, String href) {
        try {
            URI target = new URI(base).resolve(new URI(href));
            return target.isAbsolute() ? Optional.of(target.toString()) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was published was read before", impossible);
        }
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
