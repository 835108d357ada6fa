package dev.whence.validate;

import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Tombstone;
import java.util.stream.StreamSupport;

/** What stands for a receipt that was erased. */
final class TombstoneReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.TOMBSTONE;
    }

    @Override
    public String telling() {
        return "tombstone_of";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("tombstone_of");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new Tombstone(
                ReceiptId.parse(text(object, "tombstone_of"))
                        .orElseThrow(() -> new IllegalStateException("a schema let a malformed id pass")),
                optionalText(object, "erased_by"),
                instant(object, "erased_at"),
                text(object, "reason"),
                StreamSupport.stream(object.path("outputs").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
