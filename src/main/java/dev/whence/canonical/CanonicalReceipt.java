package dev.whence.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;

/**
 * One receipt as it was received, as a tree, and as canonical bytes with the id that they hash to. Its arrays are
 * copied on the way in and out; the tree is shared and must not be changed.
 */
public final class CanonicalReceipt {
    private final byte[] received;
    private final JsonNode tree;
    private final byte[] canonical;
    private final ReceiptId id;

    private CanonicalReceipt(byte[] received, JsonNode tree, byte[] canonical) {
        this.received = received;
        this.tree = tree;
        this.canonical = canonical;
        this.id = new ReceiptId(Sha256.hex(canonical));
    }

    /**
     * Reads one receipt.
     *
     * @throws RefusedException as {@link StrictJson#parse}
     */
    public static CanonicalReceipt of(byte[] received, JsonLimits limits) throws RefusedException {
        byte[] kept = received.clone();
        JsonNode tree = StrictJson.parse(kept, limits);
        return new CanonicalReceipt(kept, tree, Jcs.canonicalize(tree));
    }

    /** The bytes exactly as they came. */
    public byte[] received() {
        return received.clone();
    }

    /** What they say. */
    public JsonNode tree() {
        return tree;
    }

    /** The RFC 8785 form. */
    public byte[] canonical() {
        return canonical.clone();
    }

    /** The SHA-256 of {@link #canonical()}. */
    public ReceiptId id() {
        return id;
    }
}
