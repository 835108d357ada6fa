package dev.whence.tlog.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A SHA-256 value: 32 bytes that never change. */
public final class Hash {
    public static final int LENGTH = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Hash(byte[] owned) {
        this.bytes = owned;
    }

    /** Copies 32 bytes. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 value has " + LENGTH + " bytes");
        }
        return new Hash(bytes.clone());
    }

    /** The hash at a position of a tile, counted in hashes. */
    public static Hash inTile(byte[] tile, int position) {
        return new Hash(Arrays.copyOfRange(tile, position * LENGTH, (position + 1) * LENGTH));
    }

    /** Reads standard base64, as checkpoints have it; nothing where it is not the one way to write 32 bytes. */
    public static Optional<Hash> parseBase64(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            // Padding bits that are not zero decode too; only one spelling is the hash.
            boolean canonical = Base64.getEncoder().encodeToString(decoded).equals(text);
            return canonical && decoded.length == LENGTH ? Optional.of(new Hash(decoded)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    static Hash finish(MessageDigest digest) {
        return new Hash(digest.digest());
    }

    void update(MessageDigest digest) {
        digest.update(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes into a tile at a position counted in hashes. */
    public void writeTo(byte[] tile, int position) {
        System.arraycopy(bytes, 0, tile, position * LENGTH, LENGTH);
    }

    public String hex() {
        return HEX.formatHex(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
