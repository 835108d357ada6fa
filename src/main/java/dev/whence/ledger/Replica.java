package dev.whence.ledger;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Proofs;
import dev.whence.tlog.merkle.SizedTiles;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Another log in a data folder of ours, in the same layout, to the byte: its checkpoints, tiles, bundles and payloads. It
 * grows by steps from one checkpoint to a greater one, each checked before a file of the log is written; it has no private
 * key and signs nothing. After a failure of the disk it does not grow any more; reading goes on.
 *
 * <p>One thread takes steps; any thread reads.
 */
public final class Replica implements Log {
    private final Parts parts;
    private TileTree tree;
    private Optional<Entry> last;
    private volatile @Nullable Throwable failure;

    /** What a replica is made of. */
    record Parts(
            LedgerPaths paths,
            Following following,
            ReplicaKeys keys,
            Disk disk,
            DurableFiles files,
            WriterLock lock,
            Tail tail,
            EntryReader reader,
            TileFiles tiles,
            BlobStore blobs,
            ErasedPayloads erased,
            MissingPayloads missing,
            ReplicaWriter writer,
            Publication publication,
            List<Fault> notices) {}

    Replica(Parts parts, TileTree tree, Optional<Entry> last) {
        this.parts = parts;
        this.tree = tree;
        this.last = last;
    }

    /** Whom a folder follows; nothing where it holds a log of its own, or none. */
    public static Optional<Following> following(Path data) {
        Path file = new LedgerPaths(data).follows();
        try {
            return Files.exists(file) ? Following.parse(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new LedgerException("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Opens a folder that follows another log; makes it where it is not there.
     *
     * @param following whom it follows; kept
     * @param key that the log's checkpoints are trusted by, where none is kept yet
     * @throws LedgerInUseException where another process has it
     * @throws LedgerDamagedException where a file is not what the replica wrote
     * @throws LedgerException where the folder holds a log of its own, or trusts another key
     */
    public static Replica open(Path data, Following following, Optional<VerifierKey> key, Clock clock) {
        LedgerPaths paths = new LedgerPaths(data.toAbsolutePath().normalize());
        try {
            Files.createDirectories(paths.data());
            return open(paths, new OsDisk(), following, key, clock, LedgerLock.take(paths));
        } catch (IOException e) {
            throw unusable(paths, e);
        }
    }

    /** Opens a folder that has been followed into before. */
    public static Replica open(Path data, Clock clock) {
        Following following = following(data)
                .orElseThrow(() -> new LedgerException("The folder " + data + " does not follow another log."));
        return open(data, following, Optional.empty(), clock);
    }

    /** Opens on a disk of a test's choice; the lock is given back where this fails. */
    static Replica open(
            LedgerPaths paths,
            Disk disk,
            Following following,
            Optional<VerifierKey> key,
            Clock clock,
            WriterLock lock) {
        try {
            return new ReplicaOpening(paths, disk, clock).open(following, key, lock);
        } catch (IOException e) {
            lock.close();
            throw unusable(paths, e);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static LedgerException unusable(LedgerPaths paths, IOException e) {
        return new LedgerException("The data folder " + paths.data() + " cannot be used: " + e.getMessage() + ".", e);
    }

    public Following following() {
        return parts.following();
    }

    /** Whose checkpoints are taken. */
    public LogPolicy trust() {
        return parts.keys().policy();
    }

    @Override
    public VerifierKey key() {
        return trust().key();
    }

    @Override
    public LedgerPaths paths() {
        return parts.paths();
    }

    @Override
    public List<Fault> notices() {
        return parts.notices();
    }

    @Override
    public void announce(String url) {
        parts.lock().announce(url);
    }

    @Override
    public long size() {
        return parts.tail().end();
    }

    @Override
    public Entry entry(long sequence) {
        return parts.reader().entry(sequence);
    }

    @Override
    public Optional<byte[]> payload(Entry entry) {
        try {
            return parts.erased().read(entry);
        } catch (IOException e) {
            throw unusable(parts.paths(), e);
        }
    }

    @Override
    public boolean isErased(long sequence) {
        return parts.erased().contains(sequence);
    }

    @Override
    public void erase(List<Entry> entries) {
        requireWriting();
        try {
            parts.erased().take(entries, this);
            for (Entry entry : entries) {
                parts.missing().remove(entry.sequence());
            }
        } catch (IOException | RuntimeException | Error e) {
            throw stop(e);
        }
    }

    @Override
    public void scan(long from, long to, Consumer<Entry> visitor) {
        parts.reader().entries(from, to, visitor);
    }

    @Override
    public void scanEvents(long from, long to, Consumer<Event> visitor) {
        parts.reader().events(from, to, visitor);
    }

    @Override
    public SignedCheckpoint published() {
        return parts.publication().newest();
    }

    @Override
    public Optional<SignedCheckpoint> awaitPublished(long size, Duration atMost) throws InterruptedException {
        return parts.publication().await(size, atMost);
    }

    /** The root that this log had at a size that it has passed. */
    public Hash rootAt(long size) {
        return TileTree.restore(size, sizedTiles(), (level, index, tile) -> {}).root();
    }

    /** The proof that this log begins with what it was at a size. */
    public List<Hash> consistency(long earlier) {
        SizedTiles tiles = sizedTiles();
        return new Proofs(tiles.size(), tiles).consistency(earlier);
    }

    private SizedTiles sizedTiles() {
        return new SizedTiles(published().size(), parts.tiles());
    }

    /**
     * Begins a step to a checkpoint that is greater than the newest.
     *
     * @param note of that checkpoint; its signature is asked for when the step is checked, by the keys that are known then
     * @throws LedgerStoppedException where the disk has failed
     */
    public ReplicaStep step(Checkpoint next, byte[] note) throws IOException {
        requireWriting();
        if (next.size() <= published().size()) {
            throw new IllegalArgumentException("a step goes to a greater size");
        }
        return new ReplicaStep(this, next, note, new Incoming(parts.paths(), parts.disk()));
    }

    /** What the keys become with entries of a step. */
    LogPolicy with(List<Entry> rotations) throws RefusedException {
        return parts.keys().with(rotations, size() == 0);
    }

    /** A copy of the tree, to try a step on. */
    TileTree tree() {
        return tree.copy((level, index, tile) -> {});
    }

    Optional<Entry> last() {
        return last;
    }

    /** The payload of an entry, where it lies beside the log and is not here. */
    Optional<ReplicaStep.Wanted> wanted(Entry entry) {
        return entry.event()
                .payloadRef()
                .filter(ref -> !parts.disk().exists(parts.paths().blob(ref.sha256())))
                .map(ref -> new ReplicaStep.Wanted(entry, ref));
    }

    void stage(PayloadRef ref, byte[] bytes) throws IOException {
        parts.files().createFolders(parts.paths().blobs());
        parts.files().writeUnfinished(parts.paths().stagedBlob(ref.sha256()), bytes, Disk.Access.OWNER);
    }

    void commit(ReplicaStep step) {
        requireWriting();
        try {
            if (!step.kept().isEmpty()) {
                step.incoming().note(parts.files(), step.next().size(), step.kept());
            }
            place(step.kept());
            parts.missing().add(step.missing());
            parts.keys().become(step.policy());
            ReplicaWriter.Written written = parts.writer().write(step, tree, size());
            parts.tail().replace(written.tailStart(), written.tail());
            last = Optional.of(written.last());
            tree = written.tree();
            parts.publication().publish(step.next());
            parts.keys().settle();
            step.discard();
            parts.writer().sweep(written);
        } catch (IOException | RuntimeException | Error e) {
            throw stop(e);
        }
    }

    private void place(List<PayloadRef> kept) throws IOException {
        for (PayloadRef ref : kept) {
            parts.blobs().place(ref);
        }
        parts.blobs().force();
    }

    /** Another note of the newest checkpoint: with more signatures, or fewer. */
    public void renew(SignedCheckpoint note) {
        if (!note.checkpoint().equals(published().checkpoint())) {
            throw new IllegalArgumentException("not the newest checkpoint");
        }
        requireWriting();
        try {
            parts.writer().writeNote(note);
            parts.publication().publish(note);
        } catch (IOException | RuntimeException | Error e) {
            throw stop(e);
        }
    }

    /** The payloads that could not be had. */
    public List<ReplicaStep.Wanted> missing() {
        return parts.missing().sequences().stream()
                .map(this::entry)
                .flatMap(entry -> wanted(entry).stream())
                .toList();
    }

    public int missingCount() {
        return parts.missing().count();
    }

    /**
     * Takes a payload that was {@linkplain #missing missing}. Graph and index were made without it: they have to be made
     * anew to hold it.
     *
     * @return false where the bytes are not those that the entry names; then nothing was kept
     */
    public boolean found(ReplicaStep.Wanted wanted, byte[] bytes) {
        requireWriting();
        if (!BlobStore.isIntact(wanted.ref(), bytes)
                || EntryRules.brokenPayload(wanted.entry(), bytes).isPresent()) {
            return false;
        }
        try {
            stage(wanted.ref(), bytes);
            place(List.of(wanted.ref()));
            parts.missing().remove(wanted.entry().sequence());
            return true;
        } catch (IOException | RuntimeException | Error e) {
            throw stop(e);
        }
    }

    private void requireWriting() {
        Throwable cause = failure;
        if (cause != null) {
            throw new LedgerStoppedException(cause);
        }
    }

    private LedgerStoppedException stop(Throwable cause) {
        failure = cause;
        parts.publication().stop(cause);
        return new LedgerStoppedException(cause);
    }

    /** Whether a failure of the disk has ended its growing. */
    public boolean isStopped() {
        return failure != null;
    }

    /**
     * Reads a note as this log's.
     *
     * @throws RefusedException as {@link LogPolicy#open}
     */
    public SignedCheckpoint open(byte[] note) throws RefusedException {
        return ReplicaNotes.open(trust(), note);
    }

    /** What a note says that cannot be opened, where the log may have signed it with a key that it has changed to since. */
    public Optional<Checkpoint> claimed(byte[] note) {
        return ReplicaNotes.claimed(trust(), note);
    }

    /** Whether the signed checkpoint of the empty log is not here. */
    public boolean lacksEmptyCheckpoint() {
        return !parts.disk().exists(parts.paths().checkpoint(0));
    }

    /**
     * Keeps the checkpoint of the empty log.
     *
     * @throws RefusedException where it is none of this log
     */
    public void keepEmptyCheckpoint(byte[] note) throws RefusedException {
        SignedCheckpoint empty = open(note);
        if (!empty.checkpoint().equals(Checkpoint.empty(trust().origin()))) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "The note is not a checkpoint of the empty log.");
        }
        requireWriting();
        try {
            if (size() == 0) {
                parts.writer().writeNote(empty);
                parts.publication().publish(empty);
            } else {
                parts.writer().keepNote(empty);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw stop(e);
        }
    }

    @Override
    public void close() {
        parts.lock().close();
    }
}
