package dev.whence.ledger;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The append-only, verifiable log of one data folder, and the only writer of it.
 *
 * <p>One thread appends; any thread reads, waits and publishes meanwhile. Threads that append or publish must not be
 * interrupted: the JDK would close the files under them, which counts as a failure of the disk. After any such failure
 * writing has ended for good ({@link LedgerStoppedException}); reading goes on.
 */
public final class Ledger implements Log {
    private final Parts parts;
    private final Background background;
    /** What ended writing. */
    private volatile @Nullable Throwable failure;

    private volatile boolean closed;

    /** What a ledger is made of. */
    record Parts(
            LedgerPaths paths,
            LedgerSettings settings,
            WriterLock lock,
            KeyChange keys,
            Blinding blinding,
            EntryChain chain,
            WriteAheadLog wal,
            BlobStore blobs,
            ErasedPayloads erased,
            Tail tail,
            EntryReader reader,
            Publisher publisher,
            Publication publication,
            List<Fault> notices) {}

    Ledger(Parts parts) {
        this.parts = parts;
        this.background = new Background(
                parts.settings().publishWithin(), parts.settings().partialGrace(), this::publishInBackground);
    }

    /**
     * Opens a data folder for writing; makes its keys and its empty log where there is none. What was acknowledged before
     * a crash is there and published when this returns.
     *
     * @throws LedgerInUseException where another writer has it
     * @throws LedgerDamagedException where a file is not what the ledger wrote
     * @throws LedgerException where a key or the folder cannot be used
     */
    public static Ledger open(Path data, LedgerSettings settings, Clock clock) {
        LedgerPaths paths = new LedgerPaths(data.toAbsolutePath().normalize());
        try {
            Files.createDirectories(paths.data());
            return open(paths, new OsDisk(), settings, clock, LedgerLock.take(paths));
        } catch (IOException e) {
            throw unusable(paths, e);
        }
    }

    /** Opens on a disk of a test's choice; the lock is given back where this fails. */
    static Ledger open(LedgerPaths paths, Disk disk, LedgerSettings settings, Clock clock, WriterLock lock) {
        try {
            return new LedgerOpening(paths, disk, settings, clock).open(lock);
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

    /** From now on, what is appended is published without being asked for. */
    void startPublishing() {
        background.start();
    }

    @Override
    public void announce(String url) {
        parts.lock().announce(url);
    }

    @Override
    public List<Fault> notices() {
        return parts.notices();
    }

    @Override
    public VerifierKey key() {
        return policy().key();
    }

    /** What the clock says by which entries get their times. */
    public Instant now() {
        return parts.chain().now();
    }

    /** Hides names as the events of what is not public have them. */
    public Blinding blinding() {
        return parts.blinding();
    }

    @Override
    public LedgerPaths paths() {
        return parts.paths();
    }

    /**
     * Refuses a draft that {@link #append} would refuse, wherever it comes to stand.
     *
     * @throws RefusedException where its event line would be longer than {@link Event#MOST_BYTES}
     */
    public void check(EntryDraft draft) throws RefusedException {
        parts.chain().check(draft);
    }

    /**
     * Appends entries in order, with one force for all. When it returns, they survive a loss of power: they may be
     * acknowledged.
     *
     * @throws RefusedException where one event line is too long; then nothing was appended
     * @throws LedgerStoppedException where the disk failed, now or before; then none of these may be acknowledged
     */
    public synchronized List<Entry> append(List<EntryDraft> drafts) throws RefusedException {
        for (EntryDraft draft : drafts) {
            if (draft.kind().equals(KeyRotation.KIND)) {
                throw new RefusedException(
                        ProblemType.UNSUPPORTED_KIND,
                        "Only the log itself says that it changes its key: whence keys rotate");
            }
        }
        return append(drafts, () -> {});
    }

    /** What has to be done when entries are on the disk and before anybody sees them. */
    private interface Done {
        void run() throws IOException;
    }

    private List<Entry> append(List<EntryDraft> drafts, Done done) throws RefusedException {
        requireWriting();
        if (drafts.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = parts.chain().extend(drafts);
        try {
            force(drafts, entries);
            done.run();
        } catch (IOException | RuntimeException | Error e) {
            throw stop(e);
        }
        parts.chain().advance(entries);
        parts.tail().add(entries);
        background.wake();
        return entries;
    }

    private void force(List<EntryDraft> drafts, List<Entry> entries) throws IOException {
        List<Payload> beside = drafts.stream()
                .filter(draft -> !draft.isInline())
                .map(EntryDraft::payload)
                .toList();
        parts.blobs().stage(beside);
        parts.wal().append(entries);
        for (Entry entry : entries) {
            Optional<PayloadRef> ref = entry.event().payloadRef();
            if (ref.isPresent()) {
                parts.blobs().place(ref.get());
            }
        }
    }

    /** The keys with their sizes, and the witnesses whose cosignatures are kept. */
    public LogPolicy policy() {
        return parts.keys().ring().policy();
    }

    /** Whether the private half of a key is here. */
    public boolean canSign(VerifierKey key) {
        return parts.keys().ring().signer(key).isPresent();
    }

    /**
     * Announces a new key, which signs beside the present one from the returned entry on. When this returns, a checkpoint
     * that both have signed is published. To be called where entries are appended.
     *
     * @param given a key from outside, which is not written to the disk; absent: one is made
     * @throws LedgerException where keys are being changed already, or the key is not one for this log
     */
    public synchronized Entry beginRotation(Optional<LogSigner> given) {
        requireWriting();
        try {
            return rotate(parts.keys().begin(size(), given));
        } catch (IOException e) {
            throw stop(e);
        }
    }

    /**
     * Takes leave of the old key; from the returned entry on the new one signs alone. To be called where entries are
     * appended.
     *
     * @throws LedgerException where keys are not being changed
     */
    public synchronized Entry finishRotation() {
        requireWriting();
        return rotate(parts.keys().finish(size()));
    }

    /** Finishes a change of keys that has lasted as long as it may. */
    void finishOverdueRotation(LedgerSettings.Overlap overlap, Instant now) {
        KeyHistory history = parts.keys().ring().history();
        if (!history.isOverlapping()) {
            return;
        }
        long first = history.spans().get(history.spans().size() - 1).sizes().from();
        Instant begun = entry(first - 1).event().time();
        boolean isLate = !overlap.time().isZero() && !now.isBefore(begun.plus(overlap.time()));
        boolean isLong = overlap.entries() > 0 && size() - first >= overlap.entries();
        if (isLate || isLong) {
            finishRotation();
        }
    }

    private Entry rotate(KeyChange.Planned step) {
        try {
            List<Entry> entries = append(
                    List.of(KeyChange.draft(step.rotation())),
                    () -> parts.keys().happened(step));
            publish();
            settleKeys();
            return entries.get(0);
        } catch (RefusedException impossible) {
            throw new IllegalStateException("an entry of a few hundred bytes is not too long", impossible);
        }
    }

    /** Lets the files of keys follow what is published. */
    void settleKeys() {
        synchronized (parts.publisher()) {
            try {
                parts.keys().settle();
            } catch (IOException e) {
                throw stop(e);
            }
        }
    }

    /**
     * Adds cosignatures to the checkpoint of a size, and publishes it again. Kept are right ones, by witnesses that the
     * policy names and that have not signed it yet.
     *
     * @return whether any was kept
     * @throws LedgerStoppedException where the disk failed, now or before
     */
    public boolean cosign(long size, List<SignedNote.Line> cosignatures) {
        synchronized (parts.publisher()) {
            requireWriting();
            try {
                Optional<SignedCheckpoint> more = parts.publisher().cosign(size, cosignatures);
                more.filter(checkpoint -> checkpoint.size() == parts.publisher().size())
                        .ifPresent(parts.publication()::publish);
                return more.isPresent();
            } catch (LedgerDamagedException told) {
                // One kept checkpoint is not what was written; the newest, and writing, do not depend on it.
                throw told;
            } catch (IOException | RuntimeException | Error e) {
                throw stop(e);
            }
        }
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
    public synchronized void erase(List<Entry> entries) {
        requireWriting();
        try {
            parts.erased().take(entries, this);
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

    /**
     * Publishes everything appended so far, now.
     *
     * @throws LedgerStoppedException where the disk failed, now or before
     */
    public SignedCheckpoint publish() {
        synchronized (parts.publisher()) {
            requireWriting();
            try {
                publishAppended();
                parts.publisher().sweep();
            } catch (IOException | RuntimeException | Error e) {
                throw stop(e);
            }
            return published();
        }
    }

    private void publishAppended() throws IOException {
        long size = parts.tail().end();
        if (size > parts.publisher().size()) {
            parts.blobs().force();
            parts.publication().publish(parts.publisher().publish(size));
            parts.tail().dropBefore(size - size % Tiles.WIDTH);
        }
        parts.wal().release(size);
    }

    private void publishInBackground() {
        try {
            publish();
        } catch (LedgerStoppedException told) {
            // Whoever appends or waits is told; this thread has nobody to tell.
            return;
        }
    }

    private void requireWriting() {
        Throwable cause = failure;
        if (cause != null) {
            throw new LedgerStoppedException(cause);
        }
        if (closed) {
            throw new LedgerException("The ledger is closed.");
        }
    }

    /** After a failed write or force nobody knows what is on the disk: it is never tried again. */
    private LedgerStoppedException stop(Throwable cause) {
        failure = cause;
        parts.publication().stop(cause);
        return new LedgerStoppedException(cause);
    }

    /** Whether a failure of the disk has ended writing. */
    public boolean isStopped() {
        return failure != null;
    }

    /**
     * Publishes everything and gives the folder free. After a failure of the disk it only gives it free: the next start
     * finds out what is there.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        background.close();
        try {
            if (!isStopped()) {
                publish();
                parts.wal().close();
            }
        } catch (IOException e) {
            throw stop(e);
        } finally {
            closed = true;
            parts.lock().close();
        }
    }
}
