package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a replica trusts its log by, as {@code keys/policy} has them: the one that the operator named, and those
 * that it vouches for in the log's own key rotations. Written before a checkpoint can cover a rotation, so it is never
 * behind the log. One thread changes it; any thread reads.
 */
final class ReplicaKeys {
    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;
    private final LogKeys keys;
    private volatile LogPolicy policy;

    private ReplicaKeys(LedgerPaths paths, Disk disk, DurableFiles files, LogKeys keys, LogPolicy policy) {
        this.paths = paths;
        this.disk = disk;
        this.files = files;
        this.keys = keys;
        this.policy = policy;
    }

    /**
     * Reads the keys that are kept here; keeps the given one where there are none yet.
     *
     * @throws LedgerException where there is none, or the log is followed by others
     */
    static ReplicaKeys open(LedgerPaths paths, Disk disk, DurableFiles files, Optional<VerifierKey> given)
            throws IOException {
        LogKeys keys = new LogKeys(paths, disk, files);
        Optional<LogPolicy> kept = keys.policy();
        if (kept.isEmpty()) {
            VerifierKey key = given.orElseThrow(() -> new LedgerException("No key is known for the log to follow."));
            keys.writePolicy(LogPolicy.of(key));
        }
        LogPolicy policy = kept.orElseGet(() -> LogPolicy.of(given.orElseThrow()));
        if (given.isPresent() && !KeyHistory.of(policy).names(given.get())) {
            throw new LedgerException("This folder follows the log " + policy.origin() + " with the key "
                    + policy.key().fingerprint() + ", and not one with the key "
                    + given.get().fingerprint() + "; follow another log into another folder.");
        }
        ReplicaKeys opened = new ReplicaKeys(paths, disk, files, keys, policy);
        opened.settle();
        return opened;
    }

    LogPolicy policy() {
        return policy;
    }

    /**
     * What the keys become with more of the log.
     *
     * @param rotations entries that hold one, in order
     * @param isFromFirst whether they are all that the log has had: then they may also lead to the key that is trusted from
     *     an older one
     * @throws RefusedException where one does not continue what is known
     */
    LogPolicy with(List<Entry> rotations, boolean isFromFirst) throws RefusedException {
        KeyHistory known = KeyHistory.of(policy);
        if (rotations.isEmpty()) {
            return policy;
        }
        KeyRotation first = RotationScan.rotation(rotations.get(0));
        boolean isOlder = isFromFirst && !known.names(first.oldKey());
        KeyHistory history = isOlder ? KeyHistory.of(first.oldKey()) : known;
        for (Entry entry : rotations) {
            history = after(history, entry);
        }
        if (!history.names(policy.key())) {
            throw new RefusedException(
                    dev.whence.receipt.ProblemType.BAD_REQUEST,
                    "The log's key rotations do not lead to the key that is trusted.");
        }
        return LogPolicy.of(history.logs(), policy.witnesses());
    }

    /** A list of keys that was written before a crash knows the rotation already. */
    private static KeyHistory after(KeyHistory history, Entry entry) throws RefusedException {
        KeyRotation rotation = RotationScan.rotation(entry);
        boolean isKnown = history.names(rotation.newKey())
                && (rotation.step() == KeyRotation.Step.BEGIN || !history.isOverlapping());
        return isKnown ? history : history.with(entry.sequence(), rotation);
    }

    /** No checkpoint covers the rotations yet. */
    void become(LogPolicy next) throws IOException {
        keys.writePolicy(next);
        policy = next;
    }

    /** The files that name one key follow. */
    void settle() throws IOException {
        keep(paths.trustedKey());
        keep(paths.publishedKey());
    }

    private void keep(Path file) throws IOException {
        byte[] bytes = (policy.key().line() + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(disk.read(file).orElse(new byte[0]), bytes)) {
            files.replace(paths.unfinished(), file, bytes);
        }
    }
}
