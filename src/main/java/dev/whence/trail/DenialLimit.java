package dev.whence.trail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down those who are denied again and again: each may be denied so often at once, and as often a minute after that.
 * Remembers the last askers only, so that its memory has a bound. Safe for use by several threads.
 */
public final class DenialLimit {
    private static final int MOST_ASKERS = 10_000;
    private static final double NANOS_A_MINUTE = 60e9;

    private final int perMinute;
    private final LongSupplier nanos;
    private final Map<String, Bucket> askers = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ASKERS;
        }
    };

    private record Bucket(double left, long at) {}

    /**
     * @param perMinute how many denials; 0 sets no limit
     * @param nanos a clock that never goes back
     */
    public DenialLimit(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
    }

    /** Whether an asker has to wait. */
    public synchronized boolean isExhausted(String asker) {
        return perMinute > 0 && askers.containsKey(asker) && now(asker).left() < 1;
    }

    /** Counts a denial. */
    public synchronized void denied(String asker) {
        if (perMinute > 0) {
            Bucket now = now(asker);
            askers.put(asker, new Bucket(now.left() - 1, now.at()));
        }
    }

    private Bucket now(String asker) {
        long time = nanos.getAsLong();
        Bucket known = askers.getOrDefault(asker, new Bucket(perMinute, time));
        double more = (time - known.at()) / NANOS_A_MINUTE * perMinute;
        return new Bucket(Math.min(perMinute, known.left() + more), time);
    }
}
