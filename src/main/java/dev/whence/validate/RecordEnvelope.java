package dev.whence.validate;

import static dev.whence.validate.Members.optionalText;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.dcat.RdfSyntax;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordSource;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record of DCAT or PROV: a JSON document as it is, or an envelope that holds such a document, or a body of text in another
 * syntax.
 *
 * @param document the JSON; missing where there is a body
 * @param body the text and its syntax
 * @param pointer to the one or the other
 */
record RecordEnvelope(
        JsonNode document, Optional<String> body, RdfSyntax syntax, String pointer, Optional<RecordSource> source) {
    private static final String RECORD = "record";

    static boolean isOf(JsonNode object, ReceiptKind kind) {
        return object.path(RECORD).asText().equals(kind.ledgerName());
    }

    static boolean isEnvelope(JsonNode object) {
        return object.path(RECORD).isTextual();
    }

    /** Any object at all. */
    static RecordEnvelope of(JsonNode object) {
        if (!isEnvelope(object)) {
            return new RecordEnvelope(object, Optional.empty(), RdfSyntax.JSON_LD, Pointers.ROOT, Optional.empty());
        }
        Optional<String> body = optionalText(object, "body");
        return new RecordEnvelope(
                object.path("document"),
                body,
                RdfSyntax.ofMediaType(Members.text(object, "media_type")).orElse(RdfSyntax.JSON_LD),
                Pointers.member(Pointers.ROOT, body.isPresent() ? "body" : "document"),
                StacEnvelope.source(object.path("source")));
    }

    /** Whether there is something to read; its schema says what is wrong where there is not. */
    boolean isWhole() {
        return body.isPresent() ? !body.get().isEmpty() : document.isObject();
    }

    /** The record as text. */
    String text() {
        return body.orElseGet(document::toString);
    }

    Optional<String> address() {
        return source.map(RecordSource::url);
    }

    Violation violation(String rule, String message) {
        return new Violation(pointer, rule, message);
    }

    /** A label that is not known, or contradicts another, would show to everybody what is meant for few. */
    List<Violation> labels(List<String> labels) {
        List<Violation> violations = new ArrayList<>();
        if (labels.size() > 1) {
            violations.add(violation("policy:label", "The record has labels that contradict each other."));
        }
        if (labels.stream().anyMatch(label -> PolicyLabel.parse(label).isEmpty())) {
            violations.add(violation("policy:label", "The record has a label that is not known."));
        }
        return violations;
    }
}
