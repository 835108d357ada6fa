package dev.whence.ledger;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Changes the log's key in two steps, each an entry of the log. Whatever is cut short is finished by the next start, from
 * what the entries say:
 *
 * <ol>
 *   <li>the new private key is on the disk before anything is said of it;
 *   <li>the entry is forced: from here on the step has happened;
 *   <li>{@code keys/policy} is written before any checkpoint can cover the entry;
 *   <li>a checkpoint covers it; then the other files of keys follow.
 * </ol>
 */
final class KeyChange {
    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;
    private final LogKeys keys;
    private final KeyRing ring;

    /** A step that is about to be taken. */
    record Planned(KeyRotation rotation, KeyHistory after) {}

    KeyChange(LedgerPaths paths, Disk disk, DurableFiles files, LogKeys keys, KeyRing ring) {
        this.paths = paths;
        this.disk = disk;
        this.files = files;
        this.keys = keys;
        this.ring = ring;
    }

    KeyRing ring() {
        return ring;
    }

    /**
     * The announcement of a new key.
     *
     * @param size of the log, before the entry
     * @param given a key that is never written to the disk; absent: one is made
     */
    Planned begin(long size, Optional<LogSigner> given) throws IOException {
        KeyHistory history = ring.history();
        if (history.isOverlapping()) {
            throw new LedgerException("The log is changing its key already: "
                    + history.newest().hexId() + " signs beside "
                    + history.leaving().orElseThrow().hexId() + ". Finish that first: whence keys rotate --finish");
        }
        LogSigner old = ring.signer(history.newest()).orElseThrow();
        given.ifPresent(signer -> checkGiven(signer, history));
        LogSigner next = given.isPresent() ? given.get() : keys.createNext(ring.origin());
        ring.add(next);
        return planned(size, history, KeyRotation.begin(old, next, size + 1));
    }

    private void checkGiven(LogSigner given, KeyHistory history) {
        VerifierKey key = given.verifier();
        if (!key.name().equals(ring.origin())) {
            throw new LedgerException("The new key is called " + key.name() + ", and this log is called "
                    + ring.origin() + " for ever: the key must have the log's name.");
        }
        if (history.names(key)) {
            throw new LedgerException(
                    "The key " + key.hexId() + " is or was a key of this log: a change wants a new one.");
        }
    }

    /** The old key's leave. */
    Planned finish(long size) {
        KeyHistory history = ring.history();
        VerifierKey leaving = history.leaving()
                .orElseThrow(() ->
                        new LedgerException("The log is not changing its key; to begin with that: whence keys rotate"));
        LogSigner newest = ring.signer(history.newest()).orElseThrow();
        return planned(size, history, KeyRotation.finish(leaving, newest, size + 1));
    }

    private static Planned planned(long size, KeyHistory history, KeyRotation rotation) {
        try {
            return new Planned(rotation, history.with(size, rotation));
        } catch (RefusedException e) {
            throw new LedgerException(e.problem().detail());
        }
    }

    static EntryDraft draft(KeyRotation rotation) {
        byte[] payload = rotation.payload();
        try {
            return EntryDraft.of(
                    KeyRotation.KIND,
                    Iris.DEFAULT_ORGANISATION,
                    rotation.newKey().hexId(),
                    PolicyLabel.PUBLIC,
                    CanonicalReceipt.of(payload, JsonLimits.DEFAULTS).id(),
                    new Payload(payload, "application/json"));
        } catch (RefusedException impossible) {
            throw new IllegalStateException("what is written as JSON is read as JSON", impossible);
        }
    }

    /** The entry is on the disk, and nobody has seen it yet. */
    void happened(Planned step) throws IOException {
        keys.writePolicy(ring.become(step.after()));
    }

    /** Everything is published: the files that name or hold one key follow. */
    void settle() throws IOException {
        byte[] file = LedgerOpening.keyFile(ring.policy().key());
        if (!Arrays.equals(disk.read(paths.publishedKey()).orElse(new byte[0]), file)) {
            files.replace(paths.unfinished(), paths.publishedKey(), file);
        }
        keys.settle(ring);
    }
}
