package dev.whence.validate;

import static dev.whence.validate.Members.digest;
import static dev.whence.validate.Members.each;
import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalInstant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Artifact;
import dev.whence.receipt.License;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/** Kind A. */
final class RunReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.RUN;
    }

    @Override
    public String telling() {
        return "run_id with actor, operation or environment, and no stage";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("run_id")
                && !object.has("stage")
                && Members.hasAny(object, "actor", "operation", "environment");
    }

    @Override
    public List<Violation> check(JsonNode object) {
        return Predecessor.check(object);
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new RunReceipt(
                text(object, "run_id"),
                actor(object.path("actor")),
                text(object, "operation"),
                text(object, "dataset_version_id"),
                each(object, "inputs", RunReader::artifact),
                each(object, "outputs", RunReader::artifact),
                environment(object.path("environment")),
                validation(object.path("validation")),
                decision(object.path("policy")),
                instant(object, "created_at"),
                extras(object));
    }

    private static RunReceipt.Actor actor(JsonNode actor) {
        return new RunReceipt.Actor(text(actor, "principal"), text(actor, "role"));
    }

    private static Artifact artifact(JsonNode artifact) {
        return new Artifact(
                text(artifact, "uri"), Optional.of(digest(artifact, "digest")), optionalText(artifact, "media_type"));
    }

    private static RunReceipt.Environment environment(JsonNode environment) {
        return new RunReceipt.Environment(
                digest(environment, "container_digest"),
                text(environment, "git_commit"),
                digest(environment, "params_digest"));
    }

    private static RunReceipt.Validation validation(JsonNode validation) {
        return new RunReceipt.Validation(text(validation, "status"), digest(validation, "report_digest"));
    }

    private static RunReceipt.Decision decision(JsonNode policy) {
        return new RunReceipt.Decision(
                text(policy, "decision_id"),
                optionalText(policy, "decision"),
                optionalText(policy, "policy_label").flatMap(PolicyLabel::parse),
                optionalInstant(policy, "embargo_until"),
                each(policy, "obligations", Members::obligation));
    }

    private static RunReceipt.Extras extras(JsonNode object) {
        JsonNode timestamps = object.path("timestamps");
        JsonNode cosign = object.path("cosign");
        return new RunReceipt.Extras(
                Predecessor.of(object),
                optionalText(object, "run_type"),
                optionalText(object, "dataset_slug"),
                optionalText(object, "spec_hash"),
                optionalInstant(timestamps, "started_at"),
                optionalInstant(timestamps, "ended_at"),
                optionalInstant(object, "fetched_at"),
                optionalText(object, "accessURL"),
                optionalText(object, "etag"),
                optionalText(object, "last_modified"),
                flag(object.path("fallback_used")),
                optionalText(cosign, "signature_ref"),
                optionalText(cosign, "attestation_ref"),
                license(object.path("license")));
    }

    private static Optional<License> license(JsonNode license) {
        return license.isTextual()
                ? License.parse(license.textValue(), Optional.empty())
                : optionalText(license, "spdx")
                        .flatMap(spdx -> License.parse(spdx, optionalText(license, "attribution")));
    }

    private static Optional<Boolean> flag(JsonNode flag) {
        return flag.isBoolean() ? Optional.of(flag.booleanValue()) : Optional.empty();
    }
}
