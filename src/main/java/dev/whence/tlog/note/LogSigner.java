package dev.whence.tlog.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Signs notes with the log's Ed25519 key. Signatures are deterministic (RFC 8032). Thread safe. */
public final class LogSigner {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private LogSigner(VerifierKey verifier, byte[] seed, PrivateKey key) {
        this.verifier = verifier;
        this.seed = seed;
        this.key = key;
    }

    public static LogSigner of(VerifierKey verifier, byte[] seed) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        return new LogSigner(verifier, seed.clone(), key);
    }

    /** Reads a signer line; nothing where it is not one, or not the private half of the public key. */
    public static Optional<LogSigner> parse(String line, VerifierKey verifier) {
        String start = PREFIX + verifier.name() + "+" + HexFormat.of().formatHex(verifier.id()) + "+";
        if (!line.startsWith(start)) {
            return Optional.empty();
        }
        try {
            byte[] typed = Base64.getDecoder().decode(line.substring(start.length()));
            LogSigner signer = of(verifier, Arrays.copyOfRange(typed, 1, typed.length));
            return signer.line().equals(line) && signer.isPrivateHalf() ? Optional.of(signer) : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
            return Optional.empty();
        }
    }

    private boolean isPrivateHalf() {
        byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
        return verifier.verifies(probe, signature(probe));
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** The secret line. */
    public String line() {
        return PREFIX + verifier.name() + "+" + HexFormat.of().formatHex(verifier.id()) + "+" + VerifierKey.typed(seed);
    }

    public SignedCheckpoint sign(Checkpoint checkpoint) {
        byte[] signature = signature(checkpoint.text().getBytes(StandardCharsets.UTF_8));
        SignedNote.Line line = SignedNote.Line.of(verifier.name(), verifier.id(), signature);
        return new SignedCheckpoint(checkpoint, new SignedNote(checkpoint.text(), List.of(line)).note());
    }

    private byte[] signature(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key that was read signs", impossible);
        }
    }
}
