package dev.whence.tlog.note;

import dev.whence.canonical.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** An Ed25519 key that notes are checked with, in C2SP's one-line form ({@code name+id+key}). Immutable. */
public final class VerifierKey {
    public static final int KEY_BYTES = 32;
    static final byte ED25519 = 1;

    private final String name;
    private final byte[] raw;
    private final byte[] id;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw, PublicKey key) {
        this.name = name;
        this.raw = raw;
        this.id = keyId(name, raw);
        this.key = key;
    }

    /** From the 32 bytes of RFC 8032. */
    public static VerifierKey of(String name, byte[] raw) {
        try {
            return new VerifierKey(name, raw.clone(), decode(raw));
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException("not an Ed25519 public key", notAKey);
        }
    }

    /** Reads a verifier key line; nothing where the line is not one, its id is wrong, or its algorithm is not Ed25519. */
    public static Optional<VerifierKey> parse(String line) {
        // The base64 may hold a plus, a name may not.
        String[] parts = line.split("\\+", 3);
        if (parts.length != 3 || !SignedNote.isKeyName(parts[0])) {
            return Optional.empty();
        }
        try {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
                return Optional.empty();
            }
            VerifierKey key = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
            // Written back it must be the same line: the id is right and the base64 has one spelling.
            return key.line().equals(line) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }

    /** The key's name, which is the log's origin. */
    public String name() {
        return name;
    }

    /** {@code name+id+key}, without a newline. */
    public String line() {
        return name + "+" + HexFormat.of().formatHex(id) + "+" + typed(raw);
    }

    /** {@code sha256:} and the hash of the 32 public bytes, for people to compare. */
    public String fingerprint() {
        return "sha256:" + Sha256.hex(raw);
    }

    public byte[] id() {
        return id.clone();
    }

    /** Whether the name and id of a signature line are this key's. */
    public boolean claims(SignedNote.Line line) {
        return line.name().equals(name) && Arrays.equals(line.keyId(), id);
    }

    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException notASignature) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has Ed25519", impossible);
        }
    }

    static String typed(byte[] raw) {
        byte[] typed = new byte[1 + raw.length];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return Base64.getEncoder().encodeToString(typed);
    }

    static byte[] keyId(String name, byte[] raw) {
        byte[] hash = Sha256.hash(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', ED25519}, raw);
        return Arrays.copyOf(hash, SignedNote.Line.KEY_ID_BYTES);
    }

    /** RFC 8032 §5.1.2: y as a little-endian number, with the lowest bit of x on top. */
    private static PublicKey decode(byte[] raw) throws GeneralSecurityException {
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has " + KEY_BYTES + " bytes");
        }
        byte[] bigEndian = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bigEndian[i] = raw[KEY_BYTES - 1 - i];
        }
        boolean xIsOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    @Override
    public String toString() {
        return line();
    }
}
