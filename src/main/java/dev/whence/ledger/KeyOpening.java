package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings the keys of a data folder to where the log's entries say they are. The list of keys ({@code keys/policy}) is
 * written before a checkpoint covers a rotation, so it can only be behind by entries that are not published; where it is
 * missing or of another day, the whole log is looked through.
 */
final class KeyOpening {
    private final LedgerPaths paths;
    private final Disk disk;
    private final LedgerSettings settings;
    private final LogKeys keys;

    KeyOpening(LedgerPaths paths, Disk disk, LedgerSettings settings, LogKeys keys) {
        this.paths = paths;
        this.disk = disk;
        this.settings = settings;
        this.keys = keys;
    }

    /** Makes the keys of a new folder, and refuses one whose keys are gone or another's. */
    void make() throws IOException {
        List<LogSigner> given = settings.fromOutside().keys();
        if (!keys.exist(!given.isEmpty())) {
            if (disk.exists(paths.checkpoint())) {
                throw new LedgerException("The key file "
                        + (given.isEmpty() ? paths.signingKey() : paths.blindingKey())
                        + " is missing, and only it can sign this log: restore it from a copy, or give a key from"
                        + " outside with the setting ledger.key-file.");
            }
            settings.origin().ifPresent(KeyOpening::checkOrigin);
            keys.create(settings.origin(), given.stream().findFirst());
        }
    }

    private static void checkOrigin(String origin) {
        if (!SignedNote.isKeyName(origin)) {
            throw new LedgerException(
                    "The log's origin in the settings must be a name without white space and without a plus sign.");
        }
    }

    /** The list of keys as it is known before the unpublished entries are read. */
    LogPolicy known() throws IOException {
        Optional<LogPolicy> kept = keys.policy();
        VerifierKey key = kept.isPresent() ? kept.get().key() : keys.trusted();
        LogPolicy known = kept.orElseGet(() -> LogPolicy.of(key));
        checkName(known.origin());
        Optional<byte[]> newest = disk.read(paths.checkpoint());
        boolean isOfToday = kept.isPresent() && newest.isPresent() && isTrusted(known, newest.get()) && namesAll(known);
        if (newest.isEmpty() || isOfToday) {
            return known;
        }
        return scanned(newest.get(), key)
                .map(history -> LogPolicy.of(history.logs(), known.witnesses()))
                .orElse(known);
    }

    /** A private key that the list does not name was announced in the log since, or was cut off before it could be. */
    private boolean namesAll(LogPolicy known) throws IOException {
        KeyHistory history = KeyHistory.of(known);
        return Stream.concat(keys.signers().stream(), settings.fromOutside().keys().stream())
                .allMatch(signer -> history.names(signer.verifier()));
    }

    private void checkName(String origin) {
        if (settings.origin().isPresent() && !settings.origin().get().equals(origin)) {
            throw new LedgerException("This log is called " + origin + " for ever; the settings call it "
                    + settings.origin().get() + ". Take the origin out of the settings, or use another data folder.");
        }
    }

    private static boolean isTrusted(LogPolicy policy, byte[] note) {
        try {
            policy.open(note);
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }

    /** Its result is believed only when the newest checkpoint is signed by a key that it leads to. */
    private Optional<KeyHistory> scanned(byte[] newest, VerifierKey key) {
        try {
            Optional<Checkpoint> checkpoint =
                    Checkpoint.parse(SignedNote.parse(newest).text());
            return checkpoint.flatMap(told -> new RotationScan(new TileFiles(paths, disk)).history(told.size(), key));
        } catch (RefusedException | LedgerDamagedException told) {
            // Recovery tells of it, with its place.
            return Optional.empty();
        }
    }

    /** The ring of keys after all entries, with every private half that is due. */
    KeyRing ring(LogPolicy known, List<Entry> unpublished) throws IOException {
        KeyHistory history = KeyHistory.of(known);
        for (Entry entry : unpublished) {
            if (entry.event().kind().equals(KeyRotation.KIND)) {
                history = after(history, entry);
            }
        }
        KeyRing ring = new KeyRing(LogPolicy.of(history.logs(), known.witnesses()));
        keys.signers().forEach(ring::add);
        settings.fromOutside().keys().forEach(ring::add);
        if (ring.signer(history.newest()).isEmpty()) {
            throw missing(history.newest());
        }
        return ring;
    }

    /** A list of keys that was written before the crash knows the rotation already. */
    private KeyHistory after(KeyHistory history, Entry entry) {
        try {
            KeyRotation rotation = RotationScan.rotation(entry);
            boolean isKnown = rotation.step() == KeyRotation.Step.BEGIN
                    ? history.names(rotation.newKey())
                    : !history.isOverlapping() && history.names(rotation.newKey());
            return isKnown ? history : history.with(entry.sequence(), rotation);
        } catch (RefusedException e) {
            throw new LedgerDamagedException(new Fault(
                    paths.place(paths.wal()),
                    "entry " + entry.sequence() + ": " + e.problem().detail()));
        }
    }

    private LedgerException missing(VerifierKey key) {
        String where = settings.fromOutside().keys().isEmpty()
                ? paths.signingKey() + " is not the private half of it; restore it from a copy, or give it with the"
                        + " setting ledger.key-file"
                : "the keys that are given from outside do not hold it; add its file to the setting ledger.key-file";
        return new LedgerException("This log is signed by the key " + key.name() + "+" + key.hexId() + ", and " + where
                + ". Nothing is signed until then.");
    }
}
