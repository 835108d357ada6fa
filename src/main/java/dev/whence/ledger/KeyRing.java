package dev.whence.ledger;

import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.VerifierKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which keys sign at which size, and whose cosignatures are kept. Which key is due, only the log's own entries decide; this
 * follows them before the entry can be published. Thread safe.
 */
final class KeyRing {
    private final Map<VerifierKey, LogSigner> signers = new LinkedHashMap<>();
    private LogPolicy policy;

    KeyRing(LogPolicy policy) {
        this.policy = policy;
    }

    synchronized LogPolicy policy() {
        return policy;
    }

    synchronized KeyHistory history() {
        return KeyHistory.of(policy);
    }

    /** The same witnesses, other keys. */
    synchronized LogPolicy become(KeyHistory history) {
        policy = LogPolicy.of(history.logs(), policy.witnesses());
        return policy;
    }

    /** The same keys, other witnesses. */
    synchronized LogPolicy become(List<LogPolicy.Witness> witnesses) {
        policy = LogPolicy.of(KeyHistory.of(policy).logs(), witnesses);
        return policy;
    }

    synchronized void add(LogSigner signer) {
        signers.put(signer.verifier(), signer);
    }

    synchronized Optional<LogSigner> signer(VerifierKey key) {
        return Optional.ofNullable(signers.get(key));
    }

    String origin() {
        return policy().origin();
    }

    /** Signs with every key that may sign at that size and whose private half is here. */
    SignedCheckpoint sign(Checkpoint checkpoint) {
        List<SignedNote.Line> lines = new ArrayList<>();
        for (VerifierKey key : history().signing(checkpoint.size())) {
            signer(key).ifPresent(signer -> lines.add(signer.signature(checkpoint)));
        }
        if (lines.isEmpty()) {
            throw new LedgerException("No private key is here that may sign at size " + checkpoint.size()
                    + "; give it with the setting ledger.key-file.");
        }
        return new SignedCheckpoint(checkpoint, new SignedNote(checkpoint.text(), lines).note());
    }
}
