package dev.whence.tlog.note;

import dev.whence.canonical.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An Ed25519 key that notes are checked with, in C2SP's one-line form ({@code name+id+key}): a log's, or a witness's, whose
 * signatures carry a time. Immutable.
 */
public final class VerifierKey {
    public static final int KEY_BYTES = Ed25519.KEY_BYTES;

    private final String name;
    private final KeyType type;
    private final byte[] raw;
    private final byte[] id;
    private final PublicKey key;

    private VerifierKey(String name, KeyType type, byte[] raw, PublicKey key) {
        this.name = name;
        this.type = type;
        this.raw = raw;
        this.id = keyId(name, type, raw);
        this.key = key;
    }

    /** A log's key, from the 32 bytes of RFC 8032. */
    public static VerifierKey of(String name, byte[] raw) {
        return of(name, KeyType.NOTE, raw);
    }

    /** From the 32 bytes of RFC 8032. */
    public static VerifierKey of(String name, KeyType type, byte[] raw) {
        try {
            return new VerifierKey(name, type, raw.clone(), Ed25519.publicKey(raw));
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException("not an Ed25519 public key", notAKey);
        }
    }

    /**
     * Reads a log's verifier key; nothing where the line is not one, its id is wrong, or its type is another, as a
     * witness's is.
     */
    public static Optional<VerifierKey> parse(String line) {
        return parseAny(line).filter(key -> key.type == KeyType.NOTE);
    }

    /** Reads a witness's verifier key; nothing where the line is not one. */
    public static Optional<VerifierKey> parseWitness(String line) {
        return parseAny(line).filter(key -> key.type == KeyType.COSIGNATURE);
    }

    /** Reads a verifier key of any type that is known here. */
    public static Optional<VerifierKey> parseAny(String line) {
        // The base64 may hold a plus, a name may not.
        String[] parts = line.split("\\+", 3);
        if (parts.length != 3 || !SignedNote.isKeyName(parts[0])) {
            return Optional.empty();
        }
        try {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != 1 + KEY_BYTES) {
                return Optional.empty();
            }
            // Written back it must be the same line: the id is right and the base64 has one spelling.
            return KeyType.of(typed[0])
                    .map(type -> of(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length)))
                    .filter(key -> key.line().equals(line));
        } catch (IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }

    /** The key's name; of a log's key, the log's origin. */
    public String name() {
        return name;
    }

    public KeyType type() {
        return type;
    }

    /** {@code name+id+key}, without a newline. */
    public String line() {
        return name + "+" + hexId() + "+" + typed(type, raw);
    }

    /** {@code sha256:} and the hash of the 32 public bytes, for people to compare. */
    public String fingerprint() {
        return "sha256:" + Sha256.hex(raw);
    }

    public byte[] id() {
        return id.clone();
    }

    /** The key's id as eight hexadecimal digits. */
    public String hexId() {
        return HexFormat.of().formatHex(id);
    }

    /** Whether the name and id of a signature line are this key's. */
    public boolean claims(SignedNote.Line line) {
        return line.name().equals(name) && Arrays.equals(line.keyId(), id);
    }

    /**
     * Whether a signature is right.
     *
     * @param message the note's text
     * @param signature what stands behind the key id in a signature line
     */
    public boolean verifies(byte[] message, byte[] signature) {
        return type == KeyType.NOTE
                ? Ed25519.verifies(key, message, signature)
                : Cosignature.parse(signature)
                        .filter(cosignature -> Ed25519.verifies(
                                key, Cosignature.message(cosignature.seconds(), message), cosignature.signature()))
                        .isPresent();
    }

    /** When a witness signed, as it says itself; nothing in a signature that carries no time. */
    public static Optional<Instant> cosignedAt(SignedNote.Line line) {
        return Cosignature.parse(line.signature()).map(Cosignature::time);
    }

    /** Whether the public bytes are the same, whatever name and type they go by. */
    boolean wrapsTheSame(VerifierKey other) {
        return Arrays.equals(raw, other.raw);
    }

    static String typed(KeyType type, byte[] raw) {
        byte[] typed = new byte[1 + raw.length];
        typed[0] = type.number();
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return Base64.getEncoder().encodeToString(typed);
    }

    private static byte[] keyId(String name, KeyType type, byte[] raw) {
        byte[] hash = Sha256.hash(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', type.number()}, raw);
        return Arrays.copyOf(hash, SignedNote.Line.KEY_ID_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && line().equals(that.line());
    }

    @Override
    public int hashCode() {
        return line().hashCode();
    }

    @Override
    public String toString() {
        return line();
    }
}
