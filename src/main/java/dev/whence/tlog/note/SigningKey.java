package dev.whence.tlog.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * The private half of a key, in the one-line form of Go's {@code note} package: {@code PRIVATE+KEY+name+id+key}. Nothing
 * but {@link #line()} repeats the secret. Thread safe.
 */
final class SigningKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private SigningKey(VerifierKey verifier, byte[] seed, PrivateKey key) {
        this.verifier = verifier;
        this.seed = seed;
        this.key = key;
    }

    /** @param name chosen when the public half is known */
    static SigningKey generate(KeyType type, Function<byte[], String> name, SecureRandom random) {
        Ed25519.Halves halves = Ed25519.generate(random);
        return of(VerifierKey.of(name.apply(halves.raw()), type, halves.raw()), halves.seed());
    }

    private static SigningKey of(VerifierKey verifier, byte[] seed) {
        try {
            return new SigningKey(verifier, seed, Ed25519.privateKey(seed));
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException("not an Ed25519 private key", notAKey);
        }
    }

    /** Reads a signer line; nothing where it is not one of this type, is cut short or has the id of another key. */
    static Optional<SigningKey> parse(String line, KeyType type) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = line.substring(PREFIX.length()).split("\\+", 3);
        if (parts.length != 3 || !SignedNote.isKeyName(parts[0])) {
            return Optional.empty();
        }
        try {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != 1 + Ed25519.KEY_BYTES || typed[0] != type.number()) {
                return Optional.empty();
            }
            Ed25519.Halves halves = Ed25519.of(Arrays.copyOfRange(typed, 1, typed.length));
            SigningKey signer = of(VerifierKey.of(parts[0], type, halves.raw()), halves.seed());
            return signer.line().equals(line) ? Optional.of(signer) : Optional.empty();
        } catch (IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }

    VerifierKey verifier() {
        return verifier;
    }

    /** The secret line. */
    String line() {
        return PREFIX + verifier.name() + "+" + verifier.hexId() + "+" + VerifierKey.typed(verifier.type(), seed);
    }

    byte[] sign(byte[] message) {
        return Ed25519.sign(key, message);
    }

    byte[] sign(String text) {
        return sign(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The line to stand under a note. */
    SignedNote.Line line(byte[] signature) {
        return SignedNote.Line.of(verifier.name(), verifier.id(), signature);
    }

    @Override
    public String toString() {
        return "the private half of " + verifier;
    }
}
