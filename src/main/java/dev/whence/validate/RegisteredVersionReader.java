package dev.whence.validate;

import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RegisteredVersion;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/** Registered versions of artifacts, after the orchestration protocol. */
final class RegisteredVersionReader implements KindReader {
    private static final String PREVIOUS = "previous_version";

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.ARTIFACT;
    }

    @Override
    public String telling() {
        return "artifact_id with checksum, created_by or version, and no change_id";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("artifact_id") && Members.hasAny(object, "checksum", "created_by", "version");
    }

    @Override
    public List<Violation> check(JsonNode object) {
        Optional<String> previous = optionalText(object, PREVIOUS);
        return previous.isPresent() && previous.equals(optionalText(object, "version"))
                ? List.of(new Violation(
                        Pointers.member(Pointers.ROOT, PREVIOUS),
                        "receipt:previous-version",
                        "A version does not follow itself; name the one before it."))
                : List.of();
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new RegisteredVersion(
                text(object, "artifact_id"),
                text(object, "type"),
                text(object, "name"),
                text(object, "version"),
                optionalText(object, PREVIOUS),
                instant(object, "created_at"),
                text(object, "created_by"),
                text(object, "checksum"),
                optionalText(object, "description"),
                optionalText(object, "lifecycle_stage"),
                optionalText(object.path("payload_ref"), "uri"));
    }
}
