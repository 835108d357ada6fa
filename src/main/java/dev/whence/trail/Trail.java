package dev.whence.trail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trail of a data folder that is being served. Acts come from any thread and wait in a queue with a limit; one thread
 * writes them, within hundredths of a second, and forces them within a second. Nothing is dropped in silence: where an act finds no place, the
 * number of such acts is the next line.
 *
 * <p>Whoever is about to change something takes a {@link #reserve place} first, and does nothing where none is had.
 */
public final class Trail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Trail.class);
    /** A burst of reads may find the queue full for a moment; the writer needs less than this for all of it. */
    private static final int PATIENCE_MILLIS = 250;

    private static final int RETRY_MILLIS = 1000;
    /** To wake for every single act costs ten times what its line does. A queue holds what comes meanwhile. */
    private static final int GATHER_MILLIS = 20;

    private final TrailSettings settings;
    private final TrailWriter writer;
    private final Clock clock;
    private final Semaphore places;
    private final LinkedBlockingQueue<Optional<Act>> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    private Trail(TrailSettings settings, TrailWriter writer, Clock clock) {
        this.settings = settings;
        this.writer = writer;
        this.clock = clock;
        this.places = new Semaphore(settings.queue());
        this.thread = new Thread(this::run, "whence-audit");
        thread.setDaemon(true);
    }

    /**
     * Goes on with the trail of a data folder, or begins it.
     *
     * @throws IOException where it cannot be gone on with; a server must not start then
     */
    public static Trail open(Path data, TrailSettings settings, Clock clock) throws IOException {
        return open(data, settings, clock, TrailFile::open);
    }

    static Trail open(Path data, TrailSettings settings, Clock clock, TrailFile.Opener files) throws IOException {
        Trail trail = new Trail(settings, TrailWriter.open(new TrailPaths(data), settings, clock, files), clock);
        trail.thread.start();
        return trail;
    }

    /**
     * Takes a place for one act to come.
     *
     * @return false where it could not be recorded: the queue is full, or the disk does not take what is written
     */
    public boolean reserve() {
        return writer.trouble().isEmpty() && !isClosing() && places.tryAcquire();
    }

    /** Records an act in a place that was reserved. */
    public void recordReserved(Act act) {
        waiting.add(Optional.of(act));
    }

    /** Records an act; where there is no place for it even after a short wait, it is counted. */
    public void record(Act act) {
        if (hasPlace()) {
            waiting.add(Optional.of(act));
        } else {
            lost.incrementAndGet();
        }
    }

    private boolean hasPlace() {
        if (places.tryAcquire()) {
            return true;
        }
        try {
            return writer.trouble().isEmpty() && places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public TrailSettings settings() {
        return settings;
    }

    public TrailState state() {
        return new TrailState(writer.forced(), lost.get(), writer.trouble());
    }

    private void run() {
        List<Optional<Act>> batch = new ArrayList<>();
        while (!isClosing() || !waiting.isEmpty()) {
            batch.clear();
            await(batch);
            pause(GATHER_MILLIS);
            waiting.drainTo(batch);
            List<Act> acts = batch.stream().flatMap(Optional::stream).toList();
            write(acts);
            places.release(acts.size());
        }
        writer.close();
    }

    private void await(List<Optional<Act>> batch) {
        try {
            Optional<Act> next = waiting.poll(writer.untilForce().toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                batch.add(next);
            }
        } catch (InterruptedException stray) {
            log.debug("the audit trail's thread is ended by closing it", stray);
        }
    }

    /** Tries until it is written; only the end of the process gives up. */
    private void write(List<Act> acts) {
        long uncounted = lost.getAndSet(0);
        byte[] lines = writer.lines(acts, uncounted);
        while (!writer.write(lines)) {
            if (isClosing() || writer.isBroken()) {
                log.error("{} acts could not be recorded in the audit trail", acts.size() + uncounted);
                writer.forget();
                lost.addAndGet(acts.size() + uncounted);
                return;
            }
            pause(RETRY_MILLIS);
        }
        writer.forceWhenDue();
    }

    /** Ends early where the trail is being closed. */
    private void pause(int millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stray) {
            log.debug("the audit trail's thread is ended by closing it", stray);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Writes and forces what waits, and ends. */
    @Override
    public void close() {
        closing.countDown();
        waiting.add(Optional.empty());
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time by the trail's clock. */
    public Clock clock() {
        return clock;
    }
}
