package dev.whence.app;

import dev.whence.audit.Fault;
import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.Verification;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs the ledger's own checker and puts its findings into words. */
final class LedgerCheck {
    private LedgerCheck() {}

    /**
     * What was found.
     *
     * @param faults each with its place
     * @param notes that are no faults, such as entries that no checkpoint covers yet
     * @param key the fingerprint of the key that signed
     */
    record Report(List<String> faults, List<String> notes, long size, String root, String key) {}

    /**
     * Checks a data folder from its files alone.
     *
     * @param vkey trusted instead of the one in the folder
     */
    static Report run(Path data, Optional<String> vkey) throws IOException {
        Verification found =
                vkey.isPresent() ? LedgerVerifier.verify(data, key(vkey.get())) : LedgerVerifier.verify(data);
        return new Report(
                sentences(found.faults()),
                sentences(found.notices()),
                found.size(),
                found.root().map(Hash::base64).orElse("(none)"),
                found.fingerprint().orElse("(no key)"));
    }

    private static List<String> sentences(List<Fault> faults) {
        return faults.stream()
                .map(fault -> fault.place() + ": " + fault.message())
                .toList();
    }

    private static VerifierKey key(String line) {
        return VerifierKey.parse(line)
                .orElseThrow(() -> new UsageException("--vkey wants a verifier key: name+8 hex digits+base64."));
    }
}
