package dev.whence.validate;

import static dev.whence.validate.Members.each;
import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalDigest;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Artifact;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.ZoneReceipt;
import dev.whence.receipt.ZoneReceipt.Actor;
import dev.whence.receipt.ZoneReceipt.Code;
import dev.whence.receipt.ZoneReceipt.Transform;
import dev.whence.receipt.ZoneReceipt.ZoneInput;

/** Kind E. */
final class ZoneReader implements KindReader {
    private static final int ID_DIGITS = 24;

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.ZONE;
    }

    @Override
    public String telling() {
        return "receipt_version with zone_in, zone_out, transforms or qa";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("receipt_version") && Members.hasAny(object, "zone_in", "zone_out", "transforms", "qa");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new ZoneReceipt(
                text(object, "receipt_version"),
                optionalText(object, "run_id").orElseGet(() -> derivedRunId(id)),
                text(object, "zone_in"),
                text(object, "zone_out"),
                instant(object, "started_at"),
                instant(object, "ended_at"),
                actor(object.path("actor")),
                code(object.path("code")),
                each(object, "inputs", ZoneReader::input),
                each(object, "outputs", ZoneReader::artifact),
                each(object, "transforms", ZoneReader::transform),
                object.path("qa").path("passed").booleanValue(),
                object.path("policy").path("license_ok").booleanValue());
    }

    /** A run without a name is named after its receipt, so that it is the same run wherever it is read. */
    private static String derivedRunId(ReceiptId id) {
        return "zone:" + id.hex().substring(0, ID_DIGITS);
    }

    private static Actor actor(JsonNode actor) {
        return new Actor(text(actor, "type"), text(actor, "id"));
    }

    private static Code code(JsonNode code) {
        return new Code(
                text(code, "repo"), text(code, "commit"), code.path("dirty").booleanValue());
    }

    private static ZoneInput input(JsonNode input) {
        return new ZoneInput(artifact(input), optionalText(input, "license"), optionalText(input, "sensitivity"));
    }

    private static Artifact artifact(JsonNode artifact) {
        return new Artifact(
                text(artifact, "uri"), optionalDigest(artifact, "checksum"), optionalText(artifact, "media_type"));
    }

    private static Transform transform(JsonNode transform) {
        return new Transform(text(transform, "name"), optionalText(transform, "params_digest"));
    }
}
