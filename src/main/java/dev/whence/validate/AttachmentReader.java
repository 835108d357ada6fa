package dev.whence.validate;

import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;
import static dev.whence.validate.Members.wellFormed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import java.util.Base64;
import java.util.List;

/** Bytes that belong to another receipt. */
final class AttachmentReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.ATTACHMENT;
    }

    @Override
    public String telling() {
        return "attachment_of";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("attachment_of");
    }

    /** One way to write the bytes, and the digest is theirs. */
    @Override
    public List<Violation> check(JsonNode object) {
        String content = text(object, "content");
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException notBase64) {
            return List.of(contentFault());
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(content)) {
            return List.of(contentFault());
        }
        return text(object, "digest").equals("sha256:" + Sha256.hex(bytes))
                ? List.of()
                : List.of(new Violation(
                        "/digest",
                        "attachment:digest",
                        "The digest is not the SHA-256 of the content; compute it again."));
    }

    private static Violation contentFault() {
        return new Violation(
                "/content",
                "attachment:base64",
                "The content is not base64 in its one form: with padding, and with zeros in the bits left over.");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new AttachmentReceipt(
                receiptId(text(object, "attachment_of")),
                text(object, "name"),
                text(object, "media_type"),
                text(object, "content"),
                wellFormed(object, "digest"),
                optionalText(object, "supersedes").map(AttachmentReader::receiptId));
    }

    private static ReceiptId receiptId(String text) {
        return ReceiptId.parse(text).orElseThrow(() -> new IllegalStateException("a schema let a malformed id pass"));
    }
}
