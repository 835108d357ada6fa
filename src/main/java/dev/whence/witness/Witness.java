package dev.whence.witness;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.Cosigner;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.proof.ConsistencyProof;
import dev.whence.witness.Verdict.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs checkpoints of logs that it is told of, each only as the growth of the one before (C2SP tlog-witness). What it has
 * signed is on the disk before anybody hears of it. After a failure of the disk it signs nothing more until a restart:
 * nobody knows what is there. Thread safe.
 */
public final class Witness {
    private final WitnessFolder folder;
    private final Cosigner key;
    private final Map<String, LogPolicy> logs;
    private final Clock clock;
    private final Map<String, SignedNote> newest = new HashMap<>();
    private boolean failed;

    private Witness(WitnessFolder folder, Cosigner key, Map<String, LogPolicy> logs, Clock clock) {
        this.folder = folder;
        this.key = key;
        this.logs = logs;
        this.clock = clock;
    }

    /**
     * Opens a witness.
     *
     * @param known the logs' keys; a log may have several, each with its sizes
     * @throws IOException where the folder cannot be read, or holds what this witness has not signed
     */
    public static Witness open(WitnessFolder folder, Cosigner key, List<LogPolicy.Log> known, Clock clock)
            throws IOException {
        Map<String, List<LogPolicy.Log>> byOrigin = new LinkedHashMap<>();
        for (LogPolicy.Log log : known) {
            log.key()
                    .ifPresent(one -> byOrigin.computeIfAbsent(one.name(), origin -> new ArrayList<>())
                            .add(log));
        }
        Map<String, LogPolicy> logs = new LinkedHashMap<>();
        byOrigin.forEach((origin, keys) -> logs.put(origin, LogPolicy.of(keys, List.of())));
        Witness witness = new Witness(folder, key, logs, clock);
        for (String origin : logs.keySet()) {
            witness.restore(origin);
        }
        return witness;
    }

    private void restore(String origin) throws IOException {
        Optional<byte[]> file = folder.read(origin);
        if (file.isEmpty()) {
            return;
        }
        try {
            SignedNote note = SignedNote.parse(file.get());
            byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
            boolean isMine = note.lines().stream()
                    .filter(key.verifier()::claims)
                    .anyMatch(line -> key.verifier().verifies(text, line.signature()));
            if (isMine
                    && Checkpoint.parse(note.text())
                            .filter(of -> of.origin().equals(origin))
                            .isPresent()) {
                newest.put(origin, note);
                return;
            }
        } catch (RefusedException notANote) {
            throw damaged(origin);
        }
        throw damaged(origin);
    }

    private static IOException damaged(String origin) {
        return new IOException("what is kept of the log " + origin
                + " is not a checkpoint that this witness has signed; restore the folder from a copy");
    }

    /** The key that its cosignatures are checked with. */
    public VerifierKey key() {
        return key.verifier();
    }

    /** The logs that it signs for. */
    public List<String> origins() {
        return List.copyOf(logs.keySet());
    }

    /** The note of the largest checkpoint that was signed of the log with this hash of its origin. */
    public synchronized Optional<String> checkpoint(String originHash) {
        return newest.entrySet().stream()
                .filter(log -> WitnessFolder.hash(log.getKey()).equals(originHash))
                .map(log -> log.getValue().note())
                .findFirst();
    }

    /**
     * Judges a checkpoint, and signs it where the log is shown to have grown. Looks, decides and writes in one step, so two
     * requests at once cannot take a log back.
     *
     * @throws IOException where the disk fails, now or before: nothing was signed then that anybody may see
     */
    public synchronized Verdict add(byte[] body) throws IOException {
        ConsistencyProof proof;
        try {
            proof = ConsistencyProof.parse(body);
        } catch (RefusedException e) {
            return new Verdict.Refused(Reason.MALFORMED, e.problem().detail());
        }
        String origin = proof.checkpoint().checkpoint().origin();
        LogPolicy log = logs.get(origin);
        if (log == null) {
            return new Verdict.Refused(Reason.UNKNOWN_LOG, "This witness knows no log " + origin + ".");
        }
        try {
            byte[] note = proof.checkpoint().note().getBytes(StandardCharsets.UTF_8);
            return judge(proof, log.open(note), SignedNote.parse(note), log);
        } catch (RefusedException e) {
            return new Verdict.Refused(Reason.NOT_SIGNED, e.problem().detail());
        }
    }

    private Verdict judge(ConsistencyProof proof, Checkpoint checkpoint, SignedNote note, LogPolicy log)
            throws IOException {
        if (proof.from() > checkpoint.size()) {
            return new Verdict.Refused(Reason.MALFORMED, "The old size is greater than the checkpoint's.");
        }
        Checkpoint before = signedBefore(checkpoint.origin());
        if (proof.from() != before.size()) {
            return new Verdict.Elsewhere(before.size());
        }
        boolean isEmptyAndSaysSo = checkpoint.size() > 0 || checkpoint.root().equals(TreeHasher.EMPTY_ROOT);
        boolean hasGrown = ProofVerifier.isPrefix(
                before.size(), checkpoint.size(), before.root(), checkpoint.root(), proof.hashes());
        if (!isEmptyAndSaysSo || !hasGrown) {
            return new Verdict.Refused(
                    Reason.NOT_GROWN,
                    "The log of size " + checkpoint.size() + " is not shown to have grown from the one of size "
                            + before.size() + " that was signed.");
        }
        return new Verdict.Cosigned(sign(checkpoint, note, log));
    }

    private Checkpoint signedBefore(String origin) {
        return Optional.ofNullable(newest.get(origin))
                .flatMap(note -> Checkpoint.parse(note.text()))
                .orElse(Checkpoint.empty(origin));
    }

    private SignedNote.Line sign(Checkpoint checkpoint, SignedNote note, LogPolicy log) throws IOException {
        if (failed) {
            throw new IOException("the disk has failed before; restart the witness when it is mended");
        }
        SignedNote.Line line = key.cosign(checkpoint, clock.instant());
        List<SignedNote.Line> lines = new ArrayList<>(note.lines().stream()
                .filter(one -> log.names(one, checkpoint.size()))
                .toList());
        lines.add(line);
        SignedNote signed = new SignedNote(note.text(), lines);
        // Told to nobody until it is known to be on the disk.
        failed = true;
        folder.write(checkpoint.origin(), signed.note());
        failed = false;
        newest.put(checkpoint.origin(), signed);
        return line;
    }
}
