package dev.whence.validate;

import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.optionalWellFormed;
import static dev.whence.validate.Members.text;
import static dev.whence.validate.Members.texts;
import static dev.whence.validate.Members.wellFormed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ClosedRunReceipt;
import dev.whence.receipt.ClosedRunReceipt.Outcome;
import dev.whence.receipt.ClosedRunReceipt.SmartSync;
import dev.whence.receipt.ClosedRunReceipt.Validators;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import java.util.Optional;

/** Kind B. */
final class ClosedRunReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.CLOSED_RUN;
    }

    @Override
    public String telling() {
        return "stage, code_ref and outcome";
    }

    /** A stage or an outcome alone could be anybody's; two of the telling members are not. */
    @Override
    public boolean detects(JsonNode object) {
        return object.has("stage")
                ? Members.hasAny(object, "run_id", "code_ref", "outcome")
                : object.has("code_ref") && Members.hasAny(object, "run_id", "outcome");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new ClosedRunReceipt(
                text(object, "run_id"),
                text(object, "stage"),
                texts(object, "inputs"),
                texts(object, "outputs"),
                text(object, "code_ref"),
                wellFormed(object, "spec_hash"),
                texts(object, "source_descriptor_refs"),
                texts(object, "validation_refs"),
                Outcome.valueOf(text(object, "outcome")),
                Optional.of(object.path("smart_sync"))
                        .filter(JsonNode::isObject)
                        .map(ClosedRunReader::smartSync));
    }

    private static SmartSync smartSync(JsonNode sync) {
        JsonNode validators = sync.path("http_validators");
        return new SmartSync(
                text(sync, "transport"),
                instant(sync, "fetch_time"),
                text(sync, "source_url"),
                sync.path("http_status").intValue(),
                validators(validators.path("request")),
                Optional.of(validators.path("response"))
                        .filter(JsonNode::isObject)
                        .map(ClosedRunReader::validators),
                text(sync, "decision"),
                text(sync, "reason"),
                optionalText(sync, "prior_run_receipt_ref"),
                optionalWellFormed(sync, "prior_content_digest"),
                sync.path("validator_drift").booleanValue(),
                optionalWellFormed(sync, "content_digest"));
    }

    private static Validators validators(JsonNode validators) {
        JsonNode length = validators.path("content_length");
        return new Validators(
                optionalText(validators, "etag"),
                optionalText(validators, "last_modified"),
                length.isNumber() ? Optional.of(length.longValue()) : Optional.empty());
    }
}
