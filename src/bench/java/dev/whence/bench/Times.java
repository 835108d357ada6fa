package dev.whence.bench;

import java.util.Arrays;

/** Many measured times of one thing. */
final class Times {
    private final long[] sorted;

    Times(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The time in milliseconds below which this share of them lies. */
    double millis(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }

    double median() {
        return millis(0.5);
    }
}
