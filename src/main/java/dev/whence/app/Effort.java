package dev.whence.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What a piece of work took. Wall time depends on who else uses the machine; processor time says what the work itself
 * costs.
 *
 * @param entries that were worked on
 * @param seconds of wall time
 * @param cpuSeconds of processor time, over all cores; 0 where the system does not tell
 */
record Effort(long entries, double seconds, double cpuSeconds) {
    private static final double NANOS = 1e9;

    /** Begins to count. */
    static Meter start() {
        return new Meter(System.nanoTime(), cpuNanos());
    }

    /** Counts. */
    record Meter(long nanos, long cpuNanos) {
        Effort stop(long entries) {
            long cpu = Effort.cpuNanos() - cpuNanos;
            return new Effort(entries, (System.nanoTime() - nanos) / NANOS, cpu / NANOS);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(system.getProcessCpuTime(), 0)
                : 0;
    }

    long perSecond() {
        return seconds > 0 ? Math.round(entries / seconds) : 0;
    }

    /** {@code 1000 entries in 0.05 s (20000/s)}. */
    String text() {
        return String.format(Locale.ROOT, "%d entries in %.2f s (%d/s)", entries, seconds, perSecond());
    }

    void writeTo(ObjectNode json) {
        json.put("entries", entries).put("seconds", seconds).put("cpu_seconds", cpuSeconds);
        json.put("entries_per_second", perSecond());
    }
}
