package dev.whence.ledger;

/** A receipt's bytes exactly as they were received, and what they are. Copied in and out. */
public final class Payload {
    private final byte[] bytes;
    private final String mediaType;

    public Payload(byte[] bytes, String mediaType) {
        this.bytes = bytes.clone();
        this.mediaType = mediaType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** For this package, which does not change it. */
    byte[] shared() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    public String mediaType() {
        return mediaType;
    }
}
