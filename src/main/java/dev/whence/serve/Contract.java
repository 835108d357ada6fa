package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What an operation that is more than its media types takes and gives, as JSON Schemas for the description.
 *
 * @param schemas by their names among the description's components; {@code <prefix>Request}, {@code <prefix>Answer} and
 *     {@code <prefix>Refusal} are its body, its answer, and what it answers instead of problem details
 * @param refusesAs the media types of refusals; empty where they are problem details
 */
record Contract(String prefix, ObjectNode schemas, List<String> refusesAs) {
    Contract {
        refusesAs = List.copyOf(refusesAs);
    }

    /** Reads {@code {"prefix": …, "schemas": {…}}} from the jar. */
    static Contract read(String resource, List<String> refusesAs) {
        try (InputStream in = Contract.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + resource);
            }
            JsonNode tree = new ObjectMapper().readTree(in);
            return new Contract(tree.path("prefix").asText(), (ObjectNode) tree.path("schemas"), refusesAs);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param part {@code Request}, {@code Answer} or {@code Refusal} */
    ObjectNode reference(String part) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + prefix + part);
    }
}
