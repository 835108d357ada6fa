package dev.whence.ledger;

import java.time.Duration;

/**
 * One thread that publishes soon after something was appended, and now and then without a reason, so that what is due is
 * swept away. It does not interrupt what it runs, and what that throws must have been told elsewhere.
 */
final class Background implements AutoCloseable {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Duration publishWithin;
    private final Duration pause;
    private final Runnable publish;
    private final Thread thread;
    private boolean appended;
    private boolean closing;

    /** Without a time to publish within, nothing happens here. */
    Background(Duration publishWithin, Duration sweepEvery, Runnable publish) {
        this.publishWithin = publishWithin;
        this.pause = sweepEvery.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : sweepEvery;
        this.publish = publish;
        this.thread = new Thread(this::run, "ledger-publisher");
        thread.setDaemon(true);
    }

    void start() {
        if (!publishWithin.isZero()) {
            thread.start();
        }
    }

    /** Something was appended. */
    synchronized void wake() {
        appended = true;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitWork()) {
                publish.run();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is work to do; otherwise this ends. */
    private synchronized boolean awaitWork() throws InterruptedException {
        long sweepAt = System.nanoTime() + pause.toNanos();
        while (!appended && !closing && System.nanoTime() < sweepAt) {
            wait(millisUntil(sweepAt));
        }
        long publishAt = System.nanoTime() + publishWithin.toNanos();
        while (appended && !closing && System.nanoTime() < publishAt) {
            wait(millisUntil(publishAt));
        }
        // Before publishing: what is appended from now on may be too late for it, and asks again.
        appended = false;
        return !closing;
    }

    /** At least one: to wait for no time means for ever. */
    private static long millisUntil(long nanoTime) {
        return Math.max(nanoTime - System.nanoTime(), 0) / 1_000_000 + 1;
    }

    /** Ends the thread when what it does now is done. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
