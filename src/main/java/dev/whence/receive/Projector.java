package dev.whence.receive;

import dev.whence.ledger.Entry;
import dev.whence.ledger.Log;
import dev.whence.map.Mapped;
import dev.whence.store.EntryQuads;
import dev.whence.store.GraphStore;
import dev.whence.store.QuadSource;
import dev.whence.store.StoreException;
import dev.whence.store.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries entries from the ledger to the graph, some time after they were acknowledged: small transactions cost TDB2
 * dearly in time and space, so it gathers. It gathers for a shorter time under load than when little comes, and not at all
 * while somebody waits for the graph.
 *
 * <p>What the sequencer mapped a moment ago is used; what is not at hand is read from the ledger again, so falling behind
 * costs time and never memory. A store that cannot write now is tried again later: the ledger is the truth.
 */
public final class Projector implements QuadSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Projector.class);
    private static final int MOST_AT_ONCE = 1000;
    private static final int MOST_KEPT = 4000;
    private static final int MUCH = 50;
    private static final Duration AT_CLOSE = Duration.ofSeconds(30);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final Log ledger;
    private final EntryProjection projection;
    private final Erasures erasures;
    private final IntakeSettings settings;
    private final StationClock clock;
    private final Map<Long, Mapped> atHand = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private @org.jspecify.annotations.Nullable GraphStore store;
    private int waiting;
    /** Since when what waits may be waiting; the projector's thread alone looks at it. */
    private long takenAt = System.nanoTime();

    private volatile boolean closing;
    /** The last attempt to write failed; the next one comes after a pause. */
    private volatile boolean troubled;

    public Projector(
            Log ledger, EntryProjection projection, Erasures erasures, IntakeSettings settings, StationClock clock) {
        this.ledger = ledger;
        this.projection = projection;
        this.erasures = erasures;
        this.settings = settings;
        this.clock = clock;
        this.thread = new Thread(this::run, "whence-projector");
    }

    /** Brings the store up to the ledger, then follows it. */
    public void start(GraphStore target) {
        this.store = target;
        thread.start();
    }

    /**
     * Takes note of what entries that have just come mean; quick, because the sequencer's callers wait behind it. Entries
     * that are left out are read from the ledger again.
     */
    void offer(Map<Long, Mapped> ready) {
        for (Map.Entry<Long, Mapped> entry : ready.entrySet()) {
            if (atHand.size() < MOST_KEPT) {
                atHand.put(entry.getKey(), entry.getValue());
            }
        }
        signal();
    }

    /** What these entries said was erased, and must not be projected from memory. */
    void forget(Collection<Long> sequences) {
        atHand.keySet().removeAll(sequences);
    }

    /**
     * Waits until the graph holds so many entries.
     *
     * @return false when that took longer
     */
    public boolean await(long size, Duration longest) {
        long left = longest.toNanos();
        lock.lock();
        try {
            waiting++;
            changed.signalAll();
            while (graphSize() < size) {
                if (left <= 0 || closing) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** How many entries the graph holds. */
    public long graphSize() {
        GraphStore target = store;
        return target == null ? 0 : target.watermark().size();
    }

    private void run() {
        while (!closing) {
            try {
                gather();
                if (!closing) {
                    projectNext();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (StoreException trouble) {
                log.warn("the graph cannot be written now and will be tried again: {}", trouble.getMessage());
                pause();
            } catch (RuntimeException | Error fault) {
                log.error("the projector met a fault and will try again", fault);
                pause();
            }
        }
    }

    private void projectNext() throws InterruptedException {
        GraphStore target = java.util.Objects.requireNonNull(store);
        long from = target.watermark().size();
        long to = Math.min(ledger.size(), from + MOST_AT_ONCE);
        takenAt = System.nanoTime();
        List<EntryQuads> batch = new ArrayList<>();
        forEach(from, to, batch::add);
        long started = clock.now();
        target.project(batch, new Watermark(to, ledger.entry(to - 1).eventHash()));
        clock.lap(Station.PROJECT, started);
        troubled = false;
        signal();
    }

    /** Counted from when the oldest that waits may have come: under load that is while the batch before was written. */
    private void gather() throws InterruptedException {
        lock.lock();
        try {
            if (behind() == 0) {
                awaitFirst();
            }
            awaitUntil(takenAt + settings.projectSoon().toNanos(), MOST_AT_ONCE);
            awaitUntil(takenAt + settings.projectLate().toNanos(), MUCH);
        } finally {
            lock.unlock();
        }
    }

    private void awaitFirst() throws InterruptedException {
        while (!closing && behind() == 0) {
            changed.await();
        }
        takenAt = System.nanoTime();
    }

    private void awaitUntil(long deadline, int enough) throws InterruptedException {
        long left = deadline - System.nanoTime();
        while (!closing && waiting == 0 && left > 0 && behind() < enough) {
            left = Math.min(changed.awaitNanos(left), deadline - System.nanoTime());
        }
    }

    private long behind() {
        return ledger.size() - graphSize();
    }

    private void pause() {
        lock.lock();
        try {
            troubled = true;
            changed.signalAll();
            long left = AFTER_TROUBLE.toNanos();
            while (left > 0 && !closing) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Watermark end() {
        long size = ledger.size();
        return size == 0
                ? Watermark.EMPTY
                : new Watermark(size, ledger.entry(size - 1).eventHash());
    }

    @Override
    public void forEach(long from, long to, Consumer<EntryQuads> consumer) {
        for (long sequence = from; sequence < to; sequence++) {
            Entry entry = ledger.entry(sequence);
            // Taken, not looked at: its graph is completed in place, and only one thread may do that.
            Mapped ready = atHand.remove(sequence);
            EntryQuads quads = ready != null ? projection.complete(entry, ready) : projection.quads(entry);
            consumer.accept(quads.dropping(graphs(erasures.erasedBy(sequence))));
        }
    }

    private List<String> graphs(List<Long> entries) {
        return entries.stream().map(ledger::entry).map(projection::graphIri).toList();
    }

    /** Waits no longer than it makes sense: a store that cannot be written now will not be in half a minute either. */
    private boolean catchUp() {
        long left = AT_CLOSE.toNanos();
        lock.lock();
        try {
            waiting++;
            changed.signalAll();
            while (!troubled && left > 0 && behind() > 0) {
                left = changed.awaitNanos(left);
            }
            return behind() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Brings the graph up to the ledger and ends, so that the next start finds nothing to do. */
    @Override
    public void close() {
        if (thread.isAlive() && !catchUp()) {
            log.info("the graph is behind the ledger and will catch up at the next start");
        }
        closing = true;
        signal();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
