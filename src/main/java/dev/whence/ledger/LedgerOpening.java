package dev.whence.ledger;

import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Brings a data folder from whatever state it was left in to one that is written on: makes what is missing in a new one,
 * refuses a damaged one, replays what was forced and not published, and publishes it.
 */
final class LedgerOpening {
    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;
    private final LedgerSettings settings;
    private final Clock clock;
    private final LogKeys keys;
    private final BlobStore blobs;

    LedgerOpening(LedgerPaths paths, Disk disk, LedgerSettings settings, Clock clock) {
        this.paths = paths;
        this.disk = disk;
        this.files = new DurableFiles(disk, paths.data());
        this.settings = settings;
        this.clock = clock;
        this.keys = new LogKeys(paths, disk, files);
        this.blobs = new BlobStore(paths, disk, files);
    }

    Ledger open(WriterLock lock) throws IOException {
        for (Path folder : List.of(paths.keys(), paths.wal(), paths.checkpoints())) {
            files.createFolders(folder);
        }
        LogSigner signer = signer();
        Recovery.Found found = new Recovery(paths, disk, signer.verifier()).recover();
        placeBlobs(found);
        SignedCheckpoint published =
                found.published().isPresent() ? checkKey(found.published().get(), signer) : publishEmpty(signer);
        Ledger ledger = new Ledger(parts(lock, signer, found, published));
        ledger.publish();
        removeReplayed();
        ledger.startPublishing();
        return ledger;
    }

    private LogSigner signer() throws IOException {
        if (!keys.exist()) {
            if (disk.exists(paths.checkpoint())) {
                throw new LedgerException("The key file " + paths.signingKey()
                        + " is missing, and only it can sign this log: restore it from a copy.");
            }
            settings.origin().ifPresent(LedgerOpening::checkOrigin);
            keys.create(settings.origin());
        }
        LogSigner signer = keys.signer();
        String origin = signer.verifier().name();
        if (settings.origin().isPresent() && !settings.origin().get().equals(origin)) {
            throw new LedgerException("This log is called " + origin + " for ever; the settings call it "
                    + settings.origin().get() + ". Take the origin out of the settings, or use another data folder.");
        }
        return signer;
    }

    private static void checkOrigin(String origin) {
        if (!SignedNote.isKeyName(origin)) {
            throw new LedgerException(
                    "The log's origin in the settings must be a name without white space and without a plus sign.");
        }
    }

    /** The verifier key is published before the first checkpoint that it verifies. */
    private SignedCheckpoint publishEmpty(LogSigner signer) throws IOException {
        files.replace(paths.unfinished(), paths.publishedKey(), keyFile(signer));
        return new CheckpointWriter(paths, files, signer)
                .write(Checkpoint.empty(signer.verifier().name()));
    }

    private SignedCheckpoint checkKey(SignedCheckpoint published, LogSigner signer) throws IOException {
        byte[] file = disk.read(paths.publishedKey()).orElse(new byte[0]);
        if (!Arrays.equals(file, keyFile(signer))) {
            throw new LedgerDamagedException(
                    new Fault(paths.place(paths.publishedKey()), "it is not the key that signs this log"));
        }
        return published;
    }

    private static byte[] keyFile(LogSigner signer) {
        return (signer.verifier().line() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Finishes what a crash may have cut off between forcing an entry and naming its blob. */
    private void placeBlobs(Recovery.Found found) throws IOException {
        long published = found.published().map(SignedCheckpoint::size).orElse(0L);
        for (Entry entry : found.tail().slice(published, found.tail().end())) {
            Optional<PayloadRef> ref = entry.event().payloadRef();
            if (ref.isPresent()) {
                blobs.place(ref.get());
                if (blobs.read(ref.get()).isEmpty()) {
                    throw missing(entry, ref.get());
                }
            }
        }
        blobs.dropStaged();
    }

    private LedgerDamagedException missing(Entry entry, PayloadRef ref) {
        return new LedgerDamagedException(new Fault(
                paths.place(paths.blob(ref.sha256())), "the payload of entry " + entry.sequence() + " is missing"));
    }

    private Ledger.Parts parts(WriterLock lock, LogSigner signer, Recovery.Found found, SignedCheckpoint published)
            throws IOException {
        Blinding blinding = keys.blinding();
        EntryReader reader = new EntryReader(found.tail(), new TileFiles(paths, disk));
        Janitor janitor = new Janitor(
                paths,
                disk,
                clock,
                settings.partialGrace(),
                sequence -> reader.entry(sequence).event().time());
        CheckpointWriter checkpoints = new CheckpointWriter(paths, files, signer);
        return new Ledger.Parts(
                paths,
                settings,
                lock,
                signer.verifier(),
                blinding,
                new EntryChain(
                        blinding, clock, sequence -> reader.entry(sequence).eventHash(), found.last()),
                new WriteAheadLog(paths, disk, settings.walSegmentBytes()),
                blobs,
                found.tail(),
                reader,
                new Publisher(paths, disk, files, checkpoints, found.tail(), janitor, found.tree()),
                new Publication(published),
                found.notices());
    }

    /** Everything in the write-ahead log is published now; oldest first, so that a crash leaves no gap. */
    private void removeReplayed() throws IOException {
        for (String name : disk.list(paths.wal())) {
            if (LedgerPaths.isSegment(name)) {
                disk.delete(paths.wal().resolve(name));
            }
        }
        disk.delete(paths.unfinished());
        disk.delete(paths.unfinishedKey());
    }
}
