package dev.whence.query;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a few queries run and a few wait, and sends the rest away at once, so that a flood costs little. Thread-safe. */
public final class Turns {
    private final Semaphore running;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int mayWait;
    private final Duration longest;

    /**
     * Nothing runs yet.
     *
     * @param longest that one waits
     */
    public Turns(int mayRun, int mayWait, Duration longest) {
        this.running = new Semaphore(mayRun, true);
        this.mayWait = mayWait;
        this.longest = longest;
    }

    /**
     * Takes a turn; the caller then owes one {@link #leave()}.
     *
     * @throws RefusedException where too many wait already, or the turn did not come soon enough
     */
    public void enter() throws RefusedException {
        if (!running.tryAcquire() && !waited()) {
            throw new RefusedException(
                    ProblemType.OVERLOADED, "More queries are running than can be answered soon; ask again soon.");
        }
    }

    private boolean waited() {
        try {
            return waiting.incrementAndGet() <= mayWait
                    && running.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Gives a turn back. */
    public void leave() {
        running.release();
    }

    /** How many wait now. */
    public int waiting() {
        return waiting.get();
    }
}
