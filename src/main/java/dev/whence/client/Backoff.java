package dev.whence.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time up to a limit, and by chance between half and all of it,
 * so that many clients of one server do not come back at once. For use by one thread.
 */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** @param atLeast what the server asked for */
    Duration next(Duration atLeast) {
        Duration whole = next;
        Duration doubled = whole.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        Duration chosen = Duration.ofNanos((long) (whole.toNanos() * (0.5 + random.nextDouble() / 2)));
        return chosen.compareTo(atLeast) < 0 ? atLeast : chosen;
    }

    /** It went well. */
    void reset() {
        next = first;
    }
}
