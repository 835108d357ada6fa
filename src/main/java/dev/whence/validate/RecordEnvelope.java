package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.dcat.WrittenRecord;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordSource;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record of DCAT or PROV, and where it stands in what was handed in.
 *
 * @param pointer to the document or the body
 */
record RecordEnvelope(WrittenRecord written, String pointer, Optional<RecordSource> source) {
    static boolean isOf(JsonNode object, ReceiptKind kind) {
        return object.path("record").asText().equals(kind.ledgerName());
    }

    /** Any object at all. */
    static RecordEnvelope of(JsonNode object) {
        WrittenRecord written = WrittenRecord.of(object);
        if (!WrittenRecord.isEnvelope(object)) {
            return new RecordEnvelope(written, Pointers.ROOT, Optional.empty());
        }
        return new RecordEnvelope(
                written,
                Pointers.member(Pointers.ROOT, written instanceof WrittenRecord.Body ? "body" : "document"),
                StacEnvelope.source(object.path("source")));
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
