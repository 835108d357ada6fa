package dev.whence.tlog.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The signature of a witness (C2SP tlog-cosignature, key type 04): a time, and an Ed25519 signature over it and the whole
 * text of the checkpoint.
 *
 * @param seconds since 1970, never negative
 * @param signature the 64 bytes of RFC 8032
 */
@SuppressWarnings("ArrayRecordComponent") // Made and taken apart in this package, never compared.
record Cosignature(long seconds, byte[] signature) {
    private static final int BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

    /** Reads the bytes behind the key id; nothing where they are not a time and a signature. */
    static Optional<Cosignature> parse(byte[] bytes) {
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(bytes).getLong();
        return seconds < 0
                ? Optional.empty()
                : Optional.of(new Cosignature(seconds, Arrays.copyOfRange(bytes, Long.BYTES, BYTES)));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(seconds).put(signature).array();
    }

    /** What is signed. */
    static byte[] message(long seconds, byte[] text) {
        byte[] head = ("cosignature/v1\ntime " + seconds + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + text.length)
                .put(head)
                .put(text)
                .array();
    }

    Instant time() {
        return Instant.ofEpochSecond(seconds);
    }
}
