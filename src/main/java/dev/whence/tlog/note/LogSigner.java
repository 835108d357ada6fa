package dev.whence.tlog.note;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Signs notes with a log's Ed25519 key. Signatures are deterministic (RFC 8032). Thread safe. */
public final class LogSigner {
    private final SigningKey key;

    private LogSigner(SigningKey key) {
        this.key = key;
    }

    /**
     * Makes a key.
     *
     * @param origin chosen when the 32 public bytes are known
     */
    public static LogSigner generate(Function<byte[], String> origin, SecureRandom random) {
        return new LogSigner(SigningKey.generate(KeyType.NOTE, origin, random));
    }

    /** Reads a signer line ({@code PRIVATE+KEY+name+id+key}); nothing where it is not a whole one. */
    public static Optional<LogSigner> parse(String line) {
        return SigningKey.parse(line, KeyType.NOTE).map(LogSigner::new);
    }

    public VerifierKey verifier() {
        return key.verifier();
    }

    /** The secret line. */
    public String line() {
        return key.line();
    }

    public SignedCheckpoint sign(Checkpoint checkpoint) {
        return new SignedCheckpoint(
                checkpoint, new SignedNote(checkpoint.text(), List.of(signature(checkpoint))).note());
    }

    /** The line to stand under a checkpoint. */
    public SignedNote.Line signature(Checkpoint checkpoint) {
        return key.line(key.sign(checkpoint.text()));
    }

    /** The 64 bytes of a signature over another text, which must not have the form of a checkpoint. */
    byte[] sign(String text) {
        return key.sign(text);
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
