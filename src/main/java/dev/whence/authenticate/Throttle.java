package dev.whence.authenticate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Slows down whoever fails again and again: after some free failures each next one doubles the pause before the next
 * attempt is looked at. Who has not failed for an hour is forgotten. Bounded, whatever comes; thread-safe.
 */
final class Throttle {
    private static final int MOST = 50_000;
    private static final Duration FORGET = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final int free;
    private final Duration longest;
    private final InstantSource clock;
    private final Cache<String, Failures> failures;

    private record Failures(int count, Instant until) {}

    /**
     * @param free how many failures cost nothing
     * @param longest pause
     */
    Throttle(int free, Duration longest, InstantSource clock) {
        this.free = free;
        this.longest = longest;
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(longest.compareTo(FORGET) > 0 ? longest : FORGET)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** How long until the next attempt is looked at; nothing where it is now. */
    Optional<Duration> pause(String who) {
        Failures known = failures.getIfPresent(who);
        return known == null
                ? Optional.empty()
                : Optional.of(Duration.between(clock.instant(), known.until()))
                        .filter(left -> !left.isNegative() && !left.isZero());
    }

    void failed(String who) {
        failures.asMap().compute(who, (name, known) -> {
            int count = known == null ? 1 : known.count() + 1;
            return new Failures(count, clock.instant().plus(pauseAfter(count)));
        });
    }

    void forget(String who) {
        failures.invalidate(who);
    }

    /** How many are kept in mind. */
    long size() {
        failures.cleanUp();
        return failures.estimatedSize();
    }

    private Duration pauseAfter(int count) {
        if (count <= free) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(count - free - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
