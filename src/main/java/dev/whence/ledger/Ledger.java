package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Tiles;
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
            VerifierKey key,
            Blinding blinding,
            EntryChain chain,
            WriteAheadLog wal,
            BlobStore blobs,
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
        return parts.key();
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
        requireWriting();
        if (drafts.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = parts.chain().extend(drafts);
        try {
            force(drafts, entries);
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
        Optional<PayloadRef> ref = entry.event().payloadRef();
        if (ref.isEmpty()) {
            return entry.inlinePayload();
        }
        try {
            return parts.blobs().read(ref.get());
        } catch (IOException e) {
            throw unusable(parts.paths(), e);
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
