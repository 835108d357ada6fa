package dev.whence.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The calling thread's own CPU time: the machine may have other work. */
final class ThreadCpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadCpu() {}

    static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** The times of so many rounds, after a fifth as many that are not counted. */
    static Times of(int rounds, Runnable work) {
        for (int i = 0; i < rounds / 5 + 1; i++) {
            work.run();
        }
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = nanos();
            work.run();
            nanos[i] = nanos() - start;
        }
        return new Times(nanos);
    }
}
