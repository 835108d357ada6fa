package dev.whence.tlog.note;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Signs checkpoints of others with a witness's key (C2SP tlog-cosignature, key type 04). Thread safe. */
public final class Cosigner {
    private final SigningKey key;

    private Cosigner(SigningKey key) {
        this.key = key;
    }

    /** Makes a key of a name. */
    public static Cosigner generate(String name, SecureRandom random) {
        return generate(raw -> name, random);
    }

    /**
     * Makes a key.
     *
     * @param name chosen when the 32 public bytes are known
     */
    public static Cosigner generate(Function<byte[], String> name, SecureRandom random) {
        return new Cosigner(SigningKey.generate(KeyType.COSIGNATURE, name, random));
    }

    /** Reads a signer line ({@code PRIVATE+KEY+name+id+key}, the key's type 04); nothing where it is not a whole one. */
    public static Optional<Cosigner> parse(String line) {
        return SigningKey.parse(line, KeyType.COSIGNATURE).map(Cosigner::new);
    }

    public VerifierKey verifier() {
        return key.verifier();
    }

    /** The secret line. */
    public String line() {
        return key.line();
    }

    /** The line to stand under a checkpoint: as of that second, this is the largest that the witness has seen. */
    public SignedNote.Line cosign(Checkpoint checkpoint, Instant time) {
        long seconds = time.getEpochSecond();
        byte[] text = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(Cosignature.message(seconds, text));
        return key.line(new Cosignature(seconds, signature).bytes());
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
