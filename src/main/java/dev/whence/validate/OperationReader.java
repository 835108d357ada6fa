package dev.whence.validate;

import static dev.whence.validate.Members.each;
import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalDigest;
import static dev.whence.validate.Members.optionalInstant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;
import static dev.whence.validate.Members.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.OperationReceipt;
import dev.whence.receipt.OperationReceipt.Entity;
import dev.whence.receipt.OperationReceipt.Output;
import dev.whence.receipt.OperationReceipt.Policy;
import dev.whence.receipt.OperationReceipt.Source;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import java.util.List;

/** Operations and their sessions. */
final class OperationReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.OPERATION;
    }

    @Override
    public String telling() {
        return "operation_id with invocation_id";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("operation_id") && object.has("invocation_id");
    }

    @Override
    public List<Violation> check(JsonNode object) {
        return OperationRules.check(object);
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new OperationReceipt(
                text(object, "operation_id"),
                text(object, "invocation_id"),
                text(object, "principal"),
                State.named(text(object, "state")).orElseThrow(),
                optionalText(object, "previous").flatMap(ReceiptId::parse),
                instant(object, "started_at"),
                optionalInstant(object, "ended_at"),
                optionalInstant(object, "expires_at"),
                texts(object, "declares"),
                each(object, "used", OperationReader::entity),
                each(object, "artifacts", OperationReader::output),
                optionalText(object, "dataset_version_id"),
                optionalText(object, "reason"),
                policy(object.path("policy")));
    }

    private static Entity entity(JsonNode entity) {
        return new Entity(
                text(entity, "entity_type"),
                text(entity, "entity_id"),
                optionalText(entity, "uri"),
                optionalDigest(entity, "digest"));
    }

    private static Output output(JsonNode artifact) {
        return new Output(
                entity(artifact),
                optionalText(artifact, "media_type"),
                optionalText(artifact, "title"),
                each(artifact, "derived_from", OperationReader::source));
    }

    private static Source source(JsonNode source) {
        return new Source(entity(source), optionalText(source, "relation"));
    }

    private static Policy policy(JsonNode policy) {
        return new Policy(
                optionalText(policy, "policy_label").flatMap(PolicyLabel::parse),
                optionalInstant(policy, "embargo_until"));
    }
}
