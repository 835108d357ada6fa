package dev.whence.audit;

import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The key that a data folder's owner trusts: {@code keys/log.vkey}, one line. */
public final class TrustedKey {
    private TrustedKey() {}

    /** Reads it; nothing where it is missing or not one Ed25519 verifier key. */
    public static Optional<VerifierKey> read(LogFiles files) throws IOException {
        return files.read(Names.TRUSTED_KEY)
                .map(file -> new String(file, StandardCharsets.UTF_8))
                .filter(text -> text.endsWith("\n"))
                .flatMap(text -> VerifierKey.parse(text.substring(0, text.length() - 1)));
    }

    /** What is found where there is no such key: nothing can be checked. */
    public static Verification missing() {
        Fault fault = new Fault(
                Names.TRUSTED_KEY, "it is missing, or not an Ed25519 verifier key, and no other key was named");
        return new Verification(List.of(fault), List.of(), List.of(), 0, Optional.empty(), Optional.empty(), 0, 0);
    }
}
