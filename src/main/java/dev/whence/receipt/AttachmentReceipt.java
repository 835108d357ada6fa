package dev.whence.receipt;

import java.util.Base64;
import java.util.Optional;

/**
 * Bytes that belong to another receipt: a signature, an attestation, a report. It tells of no run. It is bound to the
 * receipt by that one's id and to its own bytes by their digest; so each receipt has the same bytes once, whatever they
 * are called.
 *
 * @param attachmentOf the receipt that the bytes belong to
 * @param name of the file that they came in
 * @param mediaType as the sender had it
 * @param content the bytes exactly as they came, in base64
 * @param digest of those bytes, by SHA-256
 * @param replaces the same attachment as it was judged before, where another verdict has to be recorded
 */
public record AttachmentReceipt(
        ReceiptId attachmentOf,
        String name,
        String mediaType,
        String content,
        Digest.WellFormed digest,
        Optional<ReceiptId> replaces)
        implements Receipt {

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.ATTACHMENT;
    }

    /** The receipt and the bytes: the same bytes under another name are the same attachment. */
    @Override
    public String subject() {
        return attachmentOf.text() + "/" + digest.text();
    }

    @Override
    public boolean tellsOfRun() {
        return false;
    }

    @Override
    public Optional<String> supersedes() {
        return replaces.map(ReceiptId::text);
    }

    /** The bytes exactly as they came. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(content);
    }
}
