package dev.whence.validate;

import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalInstant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Incident;
import dev.whence.receipt.Incident.Remediation;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import java.util.Optional;

/** Incidents of the orchestration protocol. */
final class IncidentReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.INCIDENT;
    }

    @Override
    public String telling() {
        return "incident_id";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("incident_id");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        JsonNode evidence = object.path("evidence");
        return new Incident(
                text(object, "incident_id"),
                optionalText(object, "event_id"),
                optionalText(evidence, "run_id"),
                instant(object, "timestamp"),
                text(object, "category"),
                text(object, "severity"),
                optionalText(object, "actor"),
                optionalText(object, "module_id"),
                optionalText(object, "policy_binding_id"),
                text(object, "description"),
                ReferencesReader.read(evidence),
                remediation(object.path("remediation")),
                optionalText(object, "supersedes_receipt"));
    }

    private static Optional<Remediation> remediation(JsonNode remediation) {
        return remediation.isObject()
                ? Optional.of(new Remediation(
                        text(remediation, "recommended_action"),
                        optionalText(remediation, "applied_action"),
                        optionalText(remediation, "approved_by"),
                        optionalInstant(remediation, "timestamp")))
                : Optional.empty();
    }
}
