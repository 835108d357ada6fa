package dev.whence.harvest.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one harvest may cost, and has. Bytes are counted as they come, so also on the threads of the HTTP client. */
final class Budget {
    private final long most;
    private final Duration time;
    private final Clock clock;
    private final Instant end;
    private long bytes;
    private int requests;

    Budget(WebSettings settings, Clock clock) {
        this.most = settings.budgetBytes();
        this.time = settings.budgetTime();
        this.clock = clock;
        this.end = clock.instant().plus(time);
    }

    synchronized void spend(long more) {
        bytes += more;
    }

    /** Counts bytes while they come, and ends what would come after the last. */
    synchronized Optional<IOException> meter(long more) {
        spend(more);
        return left() == 0 ? Optional.of(new IOException("the budget of bytes is spent")) : Optional.empty();
    }

    synchronized void request() {
        requests++;
    }

    /** How many bytes may still come. */
    synchronized long left() {
        return Math.max(0, most - bytes);
    }

    Duration timeLeft() {
        return Duration.between(clock.instant(), end);
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int requests() {
        return requests;
    }

    /** @throws StoppedException where nothing is left */
    void requireSome() throws StoppedException {
        if (left() == 0) {
            throw new StoppedException("the budget of " + most + " bytes is spent; the next harvest goes on from here");
        }
        requireTime(Duration.ZERO);
    }

    /** @throws StoppedException where a wait would take longer than there is time */
    void requireTime(Duration wait) throws StoppedException {
        if (timeLeft().compareTo(wait) <= 0) {
            throw new StoppedException(
                    "the budget of " + time.toSeconds() + " s is spent; the next harvest goes on from here");
        }
    }
}
