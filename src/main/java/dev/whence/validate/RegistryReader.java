package dev.whence.validate;

import static dev.whence.validate.Members.digest;
import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RegistryReceipt;
import dev.whence.receipt.RegistryReceipt.Check;
import java.util.ArrayList;
import java.util.List;

/** Kind D. */
final class RegistryReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.REGISTRY;
    }

    @Override
    public String telling() {
        return "kfm_run_id";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("kfm_run_id");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        JsonNode subject = object.path("subject");
        JsonNode timestamps = object.path("timestamps");
        return new RegistryReceipt(
                text(object, "kfm_run_id"),
                text(object, "dataset"),
                subject.isTextual() ? digest(subject.textValue()) : digest(subject, "digest"),
                optionalText(subject, "uri"),
                text(object, "runner"),
                checks(object.path("checks")),
                instant(timestamps, "start"),
                instant(timestamps, "end"));
    }

    private static List<Check> checks(JsonNode checks) {
        List<Check> read = new ArrayList<>(checks.size());
        checks.properties()
                .forEach(check ->
                        read.add(new Check(check.getKey(), check.getValue().asText())));
        return read;
    }
}
