package dev.whence.receive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.ReceiptId;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The document that the ledger keeps of an attachment, in its canonical form: the same bytes give the same id. */
public final class AttachmentDocument {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,63}/[A-Za-z0-9!#$&^_.+-]{1,63}");
    private static final String ANY = "application/octet-stream";

    /** So much of a document is not the bytes. */
    private static final int FRAME = 2048;

    private AttachmentDocument() {}

    /**
     * Attached bytes as a document.
     *
     * @param mediaType as the sender has it, parameters and all; one that has not the form of any becomes the general one
     */
    public static byte[] of(ReceiptId receipt, String name, String mediaType, byte[] content) {
        String plain = mediaType.split(";", 2)[0].strip();
        return write(
                receipt,
                name,
                MEDIA_TYPE.matcher(plain).matches() ? plain : ANY,
                Base64.getEncoder().encodeToString(content),
                "sha256:" + Sha256.hex(content),
                Optional.empty());
    }

    /** The same attachment, judged anew. */
    static byte[] of(AttachmentReceipt attachment, Optional<ReceiptId> replaces) {
        return write(
                attachment.attachmentOf(),
                attachment.name(),
                attachment.mediaType(),
                attachment.content(),
                attachment.digest().text(),
                replaces);
    }

    /** How many bytes may be attached, where a receipt may have so many. */
    public static int mostBytes(int mostReceiptBytes) {
        return Math.max(0, (mostReceiptBytes - FRAME) / 4 * 3);
    }

    private static byte[] write(
            ReceiptId receipt,
            String name,
            String mediaType,
            String content,
            String digest,
            Optional<ReceiptId> replaces) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("attachment_of", receipt.text()).put("name", name).put("media_type", mediaType);
        document.put("content", content).put("digest", digest);
        replaces.ifPresent(id -> document.put("supersedes", id.text()));
        return Jcs.canonicalize(document);
    }
}
