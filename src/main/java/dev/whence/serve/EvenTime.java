package dev.whence.serve;

import io.javalin.http.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers "not found" after a whole number of steps of time, where rights are configured: passing over what is hidden takes
 * some time, and what never was takes none, so that else the clock would tell one from the other. What takes longer than a
 * step can still be told by it.
 */
final class EvenTime {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);

    private EvenTime() {}

    /** @param started by {@link System#nanoTime}, when the route began */
    static void wait(Context context, long started) {
        if (Caller.of(context).isHouse()) {
            return;
        }
        long due = started + ((System.nanoTime() - started) / STEP + 1) * STEP;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }
}
