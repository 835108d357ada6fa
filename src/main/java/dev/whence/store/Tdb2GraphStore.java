package dev.whence.store;

import dev.whence.access.Sight;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The graph in TDB2, under {@code DATA/graph}. The folder may be deleted while nobody has it open: the store then starts
 * empty and the caller projects the ledger again.
 *
 * <p>Two locks, always taken in this order: {@code rebuilding}, held while a new folder is filled, and {@code writing},
 * held for one transaction or one swap.
 */
public final class Tdb2GraphStore implements GraphStore {
    private static final Logger log = LoggerFactory.getLogger(Tdb2GraphStore.class);
    /** Few enough entries to be written while the projector waits. */
    private static final int FEW = 200;
    /** Under a load that the filling does not outrun, the projector has to wait for more than a few. */
    private static final int MOST_ROUNDS = 20;

    private static final int ASK_AGAIN_SECONDS = 10;

    private final FolderLink link;
    private final Path home;
    private final StoreSettings settings;
    private final QuadSource source;
    private final ToLongFunction<String> sequences;
    private final ReentrantLock rebuilding = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean compactionAsked = new AtomicBoolean();
    private final AtomicBoolean laterPlanned = new AtomicBoolean();
    private final ScheduledExecutorService compactor;
    private final CompactionDue due;
    private final ReadView view;

    private volatile Tdb2Folder current;
    private volatile Watermark latest = Watermark.EMPTY;
    private volatile List<SkippedEntry> skipped = List.of();
    private volatile long compactedBytes;
    private volatile boolean purgeDue;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean closed;

    private Tdb2GraphStore(Path home, StoreSettings settings, QuadSource source, ToLongFunction<String> sequences)
            throws IOException {
        // As the databases in it are named: links point from one to the other.
        this.home = Files.createDirectories(home).toRealPath();
        this.settings = settings;
        this.source = source;
        this.sequences = sequences;
        this.link = new FolderLink(this.home);
        this.current = openCurrent();
        this.view = new ReadView(() -> current, QueryContext.over(current));
        this.compactor = compactor();
        this.due = new CompactionDue(settings, this.home, System::nanoTime);
        remember();
        if (purgeDue) {
            askForCompaction();
        }
    }

    /**
     * Opens the graph, or makes an empty one. A graph that cannot be read is thrown away and an empty one made.
     *
     * @param home the folder for the graph, {@code DATA/graph}; owned by the store
     * @param source where the quads come from when the graph is filled anew
     * @param sequences gives the sequence of the entry that a graph's IRI names, −1 where there is none; asked by any
     *     thread, about each graph once or more, and must know a graph before it is projected
     * @throws StoreException if another process holds the folder, or it cannot be written
     */
    public static Tdb2GraphStore open(
            Path home, StoreSettings settings, QuadSource source, ToLongFunction<String> sequences) {
        try {
            return new Tdb2GraphStore(home, settings, source, sequences);
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("The graph's folder " + home + " cannot be made or read", e);
        }
    }

    /** For those who see everything: to all others such a store is empty. */
    public static Tdb2GraphStore open(Path home, StoreSettings settings, QuadSource source) {
        return open(home, settings, source, graph -> GraphSequences.UNKNOWN);
    }

    /** Leftovers are swept only once the database in use is locked, so that nobody else is at work here. */
    private Tdb2Folder openCurrent() throws IOException {
        Optional<Path> inUse = link.current();
        Tdb2Folder folder = inUse.flatMap(this::openWhole).orElseGet(this::openFresh);
        if (!inUse.equals(Optional.of(folder.path()))) {
            link.point(folder.path());
        }
        link.sweep();
        return folder;
    }

    private Tdb2Folder openFresh() {
        return Tdb2Folder.open(link.next(), sequences);
    }

    /** Nothing where the database is broken: the ledger has it all. */
    private Optional<Tdb2Folder> openWhole(Path path) {
        try {
            Tdb2Folder folder = Tdb2Folder.open(path, sequences);
            folder.requireReadable();
            return Optional.of(folder);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("The graph in {} is broken; an empty one takes its place until the ledger is replayed", path, e);
            return Optional.empty();
        }
    }

    /** What is only planned is dropped when the store closes: the next start plans it anew. */
    private static ScheduledExecutorService compactor() {
        ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(1, Tdb2GraphStore::compactorThread);
        made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return made;
    }

    private static Thread compactorThread(Runnable work) {
        Thread thread = new Thread(work, "graph-compactor");
        thread.setDaemon(true);
        // It takes what the others leave; ./whence makes the system heed this.
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    private void remember() {
        current.read(dataset -> {
            latest = HiddenState.watermark(dataset);
            skipped = HiddenState.skipped(dataset);
            compactedBytes = HiddenState.compactedBytes(dataset);
            purgeDue = HiddenState.isPurgeDue(dataset);
            return latest;
        });
    }

    @Override
    public Watermark watermark() {
        return view.isInTransaction() ? HiddenState.watermark(view.get()) : latest;
    }

    @Override
    public DatasetGraph dataset(Sight sight) {
        if (sight.isWhole()) {
            return view;
        }
        SeenDataset seen = new SeenDataset(new ReadView(() -> current, new Context()), sight, QueryContext.seen());
        if (current.sequences().claimLearning()) {
            compactor.execute(this::learnSequences);
        }
        return seen;
    }

    private void learnSequences() {
        SeenDataset all = new SeenDataset(new ReadView(() -> current, new Context()), Sight.ALL, QueryContext.seen());
        try {
            Txn.executeRead(all, () -> all.quads().learn(() -> closed));
        } catch (RuntimeException e) {
            log.warn("Which entry each graph holds is learned when it is first asked for", e);
        }
    }

    @Override
    public List<SkippedEntry> skipped() {
        return skipped;
    }

    @Override
    public StoreHealth health() {
        if (trouble.isPresent()) {
            return new StoreHealth.Degraded(trouble.get());
        }
        if (!skipped.isEmpty()) {
            return new StoreHealth.Degraded(skipped.size() + " ledger entries are left out of the graph, the first is "
                    + skipped.get(0).sequence() + ": " + skipped.get(0).reason());
        }
        return new StoreHealth.Healthy();
    }

    @Override
    public void project(List<EntryQuads> batch, Watermark after) {
        try {
            append(batch, after);
            due.note(batch.size());
            trouble = Optional.empty();
        } catch (Tdb2Folder.LostException e) {
            log.error("The graph is filled anew from the ledger", e);
            forgetLost();
            rebuild();
        } catch (StoreException e) {
            trouble = Optional.of("The graph lags behind the ledger: " + e.getMessage());
            throw e;
        }
        askForCompaction();
    }

    /** Should filling anew fail too, the next start must not take the lost database for a whole one. */
    private void forgetLost() {
        try {
            link.forget();
        } catch (IOException e) {
            log.error("The lost graph could not be put out of use; run: whence rebuild", e);
        }
    }

    private void append(List<EntryQuads> batch, Watermark after) {
        writing.lock();
        try {
            requireOpen();
            if (after.size() > latest.size()) {
                List<EntryQuads> fresh = batch.stream()
                        .filter(entry -> entry.sequence() >= latest.size())
                        .toList();
                requireFit(fresh, after);
                BatchWriter.inUse(current, settings.drainMillis())
                        .write(fresh, dataset -> HiddenState.setWatermark(dataset, after));
                remember();
            }
        } finally {
            writing.unlock();
        }
    }

    private void requireFit(List<EntryQuads> batch, Watermark after) {
        long expected = latest.size();
        for (EntryQuads entry : batch) {
            if (entry.sequence() != expected++) {
                throw new IllegalArgumentException(
                        "entry " + entry.sequence() + " where " + (expected - 1) + " is due");
            }
        }
        if (expected != after.size()) {
            throw new IllegalArgumentException("the batch ends at " + expected + ", its watermark at " + after.size());
        }
    }

    private void askForCompaction() {
        long bytes = current.bytes();
        if (purgeDue || due.isNow(bytes, compactedBytes)) {
            if (compactionAsked.compareAndSet(false, true)) {
                compactor.execute(this::compactQuietly);
            }
        } else if (due.hasGrown(bytes, compactedBytes) && laterPlanned.compareAndSet(false, true)) {
            compactor.schedule(this::askAgain, ASK_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** The load may have ended without another batch that would ask. */
    private void askAgain() {
        laterPlanned.set(false);
        if (!closed) {
            askForCompaction();
        }
    }

    private void compactQuietly() {
        try {
            do {
                compact();
                // Something may have been dropped meanwhile.
            } while (purgeDue && !closed);
        } catch (RuntimeException e) {
            if (closed) {
                log.info("The graph is closed before it was compacted; a later start will do it");
            } else {
                log.warn("Compaction did not complete; the graph serves on as it is", e);
            }
        } finally {
            compactionAsked.set(false);
        }
    }

    @Override
    public void compact() {
        rebuild();
    }

    @Override
    public void rebuild() {
        rebuilding.lock();
        try {
            requireOpen();
            if (!isRefilledAtOnce()) {
                refill(refill -> {});
            }
        } catch (IOException | RuntimeException | Error e) {
            trouble = Optional.of("The graph could not be filled anew: " + e.getMessage());
            throw e instanceof StoreException told ? told : new StoreException("The graph was not filled anew", e);
        } finally {
            rebuilding.unlock();
        }
    }

    /** An entry that cannot be stored spoils the one great transaction; then it takes the many small ones to find it. */
    private boolean isRefilledAtOnce() throws IOException {
        try {
            refill(Refill::fillAtOnce);
            return true;
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("The graph cannot be filled at once; it is filled step by step", e);
            return false;
        }
    }

    private void refill(Consumer<Refill> beginning) throws IOException {
        Tdb2Folder fresh = openFresh();
        try {
            Refill refill = new Refill(fresh, source, settings, () -> closed);
            beginning.accept(refill);
            fillAndSwap(fresh, refill);
        } catch (IOException | RuntimeException | Error e) {
            discard(fresh);
            throw e;
        }
    }

    /** Fills up to near the ledger's end while {@link #project} goes on, and the rest while it waits. */
    private void fillAndSwap(Tdb2Folder fresh, Refill refill) throws IOException {
        for (int round = 0; round < MOST_ROUNDS && source.end().size() - refill.size() > FEW; round++) {
            refill.fillTo(source.end().size());
        }
        writing.lock();
        try {
            requireOpen();
            refill.complete(source.end());
            link.point(fresh.path());
            swap(fresh);
        } finally {
            writing.unlock();
        }
    }

    private void swap(Tdb2Folder fresh) {
        Tdb2Folder old = current;
        current = fresh;
        remember();
        trouble = Optional.empty();
        old.retire(() -> FolderLink.delete(old.path()));
    }

    private static void discard(Tdb2Folder folder) {
        folder.retire(() -> FolderLink.delete(folder.path()));
    }

    @Override
    public long diskBytes() {
        return Tdb2Folder.bytes(home);
    }

    @Override
    public void exportNQuads(OutputStream out) throws IOException {
        NQuadsDump dump = new NQuadsDump(out);
        view.begin();
        try {
            dump.write(view);
        } finally {
            view.end();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("The graph is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        compactor.shutdown();
        rebuilding.lock();
        writing.lock();
        try {
            current.close(settings.drainMillis());
        } finally {
            writing.unlock();
            rebuilding.unlock();
        }
    }
}
