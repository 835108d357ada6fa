package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.dcat.RecordForms;
import dev.whence.dcat.UnreadableException;
import dev.whence.dcat.WrittenRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * The body of a catalog record, as policy has to see it: prefixes, bases and escapes hide an address from
 * whoever looks at the text.
 */
record RecordBody(List<Reference> references) {
    static final String POINTER = "/body";

    /**
     * What a statement leads to.
     *
     * @param name the IRI of its predicate
     * @param target an IRI, or a text that stands where one should
     */
    record Reference(String name, String target) {}

    /** Of any tree; empty where it has no body, or one that cannot be read, which is refused elsewhere. */
    static Optional<RecordBody> of(JsonNode tree) {
        if (!(WrittenRecord.of(tree) instanceof WrittenRecord.Body body)) {
            return Optional.empty();
        }
        try {
            Optional<JsonNode> provJson = body.json().filter(RecordForms::isProvJson);
            return Optional.of(new RecordBody(
                    provJson.isPresent()
                            ? members(provJson.get(), "").toList()
                            : body.statements()
                                    .find()
                                    .mapWith(RecordBody::reference)
                                    .toList()));
        } catch (UnreadableException unreadable) {
            return Optional.empty();
        }
    }

    /** PROV-JSON is no JSON-LD, and hides nothing: its members are what they are called. */
    private static Stream<Reference> members(JsonNode value, String name) {
        if (value.isObject()) {
            return value.properties().stream()
                    .flatMap(
                            member -> members(member.getValue(), member.getKey().equals("$") ? name : member.getKey()));
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).flatMap(element -> members(element, name))
                : Stream.of(new Reference(name, value.asText()));
    }

    private static Reference reference(Triple triple) {
        Node object = triple.getObject();
        String target = object.isURI() ? object.getURI() : object.isLiteral() ? object.getLiteralLexicalForm() : "";
        return new Reference(triple.getPredicate().getURI(), target);
    }
}
