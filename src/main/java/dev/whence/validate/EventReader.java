package dev.whence.validate;

import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ProvenanceEvent;
import dev.whence.receipt.ProvenanceEvent.PolicyRef;
import dev.whence.receipt.ProvenanceEvent.Status;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import java.util.Optional;

/** Events of the orchestration protocol. */
final class EventReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.EVENT;
    }

    @Override
    public String telling() {
        return "event_id with envelope_type or module_id, and no incident_id";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("event_id") && Members.hasAny(object, "envelope_type", "module_id");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new ProvenanceEvent(
                text(object, "event_id"),
                optionalText(object, "session_id"),
                optionalText(object, "trace_id"),
                instant(object, "timestamp"),
                text(object, "actor"),
                text(object, "module_id"),
                text(object, "envelope_type"),
                ReferencesReader.read(object.path("input_ref")),
                ReferencesReader.read(object.path("output_ref")),
                policy(object.path("policy_ref")),
                optionalText(object, "risk"),
                Status.valueOf(text(object, "status")));
    }

    private static Optional<PolicyRef> policy(JsonNode policy) {
        return policy.isObject()
                ? Optional.of(new PolicyRef(text(policy, "policy_binding_id"), text(policy, "decision")))
                : Optional.empty();
    }
}
