package dev.whence.serve.sparql;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a few queries run and a few wait, and sends the rest away at once, so that a flood costs little. Thread-safe. */
final class Admission {
    private final Semaphore running;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int mayWait;
    private final Duration longest;

    Admission(int mayRun, int mayWait, Duration longest) {
        this.running = new Semaphore(mayRun, true);
        this.mayWait = mayWait;
        this.longest = longest;
    }

    /** True when the caller may run; it then owes one {@link #leave()}. */
    boolean enter() {
        if (running.tryAcquire()) {
            return true;
        }
        try {
            return waiting.incrementAndGet() <= mayWait
                    && running.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    void leave() {
        running.release();
    }
}
