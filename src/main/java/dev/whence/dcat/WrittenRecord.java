package dev.whence.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.jena.graph.Graph;

/**
 * A record of DCAT or PROV as somebody wrote it: a JSON document, alone or in an envelope, or the text in the body of an
 * envelope. Every station opens records through this, so that all read the same. Immutable, but for the JSON.
 */
public sealed interface WrittenRecord {
    /** Where it lies, where that is known: what its relative references are resolved against. */
    Optional<String> address();

    RdfSyntax syntax();

    /** The record itself, without its envelope. */
    String text();

    /**
     * The record as JSON; nothing where it is written in another syntax.
     *
     * @throws UnreadableException by the rule {@code rdf:syntax}
     */
    Optional<JsonNode> json() throws UnreadableException;

    /** Whether there is anything to read at all. */
    boolean isWhole();

    /** JSON-LD, or other JSON that is read as a graph. */
    record Document(JsonNode document, Optional<String> address) implements WrittenRecord {
        @Override
        public RdfSyntax syntax() {
            return RdfSyntax.JSON_LD;
        }

        @Override
        public String text() {
            return document.toString();
        }

        @Override
        public Optional<JsonNode> json() {
            return Optional.of(document);
        }

        @Override
        public boolean isWhole() {
            return document.isObject();
        }
    }

    /** A text. */
    record Body(String text, RdfSyntax syntax, Optional<String> address) implements WrittenRecord {
        @Override
        public Optional<JsonNode> json() throws UnreadableException {
            return syntax == RdfSyntax.JSON_LD ? Optional.of(JsonTexts.parse(text)) : Optional.empty();
        }

        @Override
        public boolean isWhole() {
            return !text.isEmpty();
        }
    }

    /** Whether a JSON object is an envelope around a record, by its member {@code record}. */
    static boolean isEnvelope(JsonNode object) {
        return object.path("record").isTextual();
    }

    /** Any object at all: an envelope is opened, and everything else is a document. */
    static WrittenRecord of(JsonNode object) {
        if (!isEnvelope(object)) {
            return new Document(object, Optional.empty());
        }
        Optional<String> address =
                Optional.ofNullable(object.path("source").path("url").textValue());
        JsonNode body = object.path("body");
        return body.isTextual()
                ? new Body(
                        body.textValue(),
                        RdfSyntax.ofMediaType(object.path("media_type").asText())
                                .orElse(RdfSyntax.JSON_LD),
                        address)
                : new Document(object.path("document"), address);
    }

    /**
     * Everything that it says, of whatever.
     *
     * @throws UnreadableException as {@link RdfDocument#read}
     */
    default Graph statements() throws UnreadableException {
        return RdfDocument.read(text(), syntax(), address());
    }
}
