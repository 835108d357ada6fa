package dev.whence.ledger;

import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.VerifierKey;
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
    private final KeyOpening keyOpening;
    private final BlobStore blobs;

    LedgerOpening(LedgerPaths paths, Disk disk, LedgerSettings settings, Clock clock) {
        this.paths = paths;
        this.disk = disk;
        this.files = new DurableFiles(disk, paths.data());
        this.settings = settings;
        this.clock = clock;
        this.keys = new LogKeys(paths, disk, files);
        this.keyOpening = new KeyOpening(paths, disk, settings, keys);
        this.blobs = new BlobStore(paths, disk, files);
    }

    Ledger open(WriterLock lock) throws IOException {
        for (Path folder : List.of(paths.keys(), paths.wal(), paths.checkpoints())) {
            files.createFolders(folder);
        }
        keyOpening.make();
        LogPolicy known = keyOpening.known();
        Recovery.Found found = new Recovery(paths, disk, known).recover();
        long covered = found.published().map(SignedCheckpoint::size).orElse(0L);
        KeyRing ring =
                keyOpening.ring(known, found.tail().slice(covered, found.tail().end()));
        placeBlobs(found);
        keys.writePolicy(new WitnessList(settings.fromOutside().witnesses(), covered).in(ring));
        CheckpointWriter checkpoints = new CheckpointWriter(paths, disk, files, ring);
        SignedCheckpoint published = found.published().isPresent()
                ? checkPublished(found.published().get(), checkpoints, ring)
                : publishEmpty(checkpoints, ring);
        Ledger ledger = new Ledger(parts(lock, ring, checkpoints, found, published));
        ledger.publish();
        ledger.settleKeys();
        settings.fromOutside().overlap().ifPresent(overlap -> ledger.finishOverdueRotation(overlap, clock.instant()));
        removeReplayed();
        ledger.startPublishing();
        return ledger;
    }

    /** The verifier key is published before the first checkpoint that it verifies. */
    private SignedCheckpoint publishEmpty(CheckpointWriter checkpoints, KeyRing ring) throws IOException {
        files.replace(
                paths.unfinished(), paths.publishedKey(), keyFile(ring.policy().key()));
        return checkpoints.write(Checkpoint.empty(ring.origin()));
    }

    /** The published key may be one that the log had until a moment ago. */
    private SignedCheckpoint checkPublished(SignedCheckpoint published, CheckpointWriter checkpoints, KeyRing ring)
            throws IOException {
        byte[] file = disk.read(paths.publishedKey()).orElse(new byte[0]);
        boolean isOurs = ring.history().spans().stream().anyMatch(span -> Arrays.equals(file, keyFile(span.key())));
        if (!isOurs) {
            throw new LedgerDamagedException(
                    new Fault(paths.place(paths.publishedKey()), "it is not the key that signs this log"));
        }
        checkpoints.finish(published);
        return published;
    }

    static byte[] keyFile(VerifierKey key) {
        return (key.line() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Finishes what a crash may have cut off between forcing an entry and naming its blob. */
    private void placeBlobs(Recovery.Found found) throws IOException {
        long published = found.published().map(SignedCheckpoint::size).orElse(0L);
        List<Entry> open = found.tail().slice(published, found.tail().end());
        for (Entry entry : open) {
            Optional<PayloadRef> ref = entry.event().payloadRef();
            if (ref.isPresent()) {
                blobs.place(ref.get());
                if (blobs.read(ref.get()).isEmpty() && !isErasedAmong(open, entry)) {
                    throw missing(entry, ref.get());
                }
            }
        }
        blobs.dropStaged();
    }

    /** Erased before it was published: its tombstone, which came later, is not published either. */
    private static boolean isErasedAmong(List<Entry> open, Entry entry) {
        return open.stream().anyMatch(later -> Erasure.concerns(later.event(), entry.event()));
    }

    private LedgerDamagedException missing(Entry entry, PayloadRef ref) {
        return new LedgerDamagedException(new Fault(
                paths.place(paths.blob(ref.sha256())), "the payload of entry " + entry.sequence() + " is missing"));
    }

    private Ledger.Parts parts(
            WriterLock lock,
            KeyRing ring,
            CheckpointWriter checkpoints,
            Recovery.Found found,
            SignedCheckpoint published)
            throws IOException {
        Blinding blinding = keys.blinding();
        EntryReader reader = new EntryReader(found.tail(), new TileFiles(paths, disk));
        Janitor janitor = new Janitor(
                paths,
                disk,
                clock,
                settings.partialGrace(),
                sequence -> reader.entry(sequence).event().time());
        return new Ledger.Parts(
                paths,
                settings,
                lock,
                new KeyChange(paths, disk, files, keys, ring),
                blinding,
                new EntryChain(
                        blinding, clock, sequence -> reader.entry(sequence).eventHash(), found.last()),
                new WriteAheadLog(paths, disk, settings.walSegmentBytes()),
                blobs,
                new ErasedPayloads(blobs),
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
