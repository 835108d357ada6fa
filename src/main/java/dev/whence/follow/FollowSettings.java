package dev.whence.follow;

import java.time.Duration;

/**
 * How another log is followed.
 *
 * @param poll how long from one question for a checkpoint to the next
 * @param longestPause how long it is at most where the answers do not come, each time twice as long as before
 * @param patience with one answer
 * @param askMissing how often payloads that could not be had are asked for again
 * @param credential shown to the log that is followed
 */
public record FollowSettings(
        Duration poll, Duration longestPause, Duration patience, Duration askMissing, Credential credential) {
    public static final FollowSettings DEFAULTS = new FollowSettings(
            Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofHours(1), Credential.NONE);

    public FollowSettings {
        if (poll.isNegative() || poll.isZero() || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("poll and patience are longer than nothing");
        }
    }

    /** The same, for a log that not everybody may read. */
    public FollowSettings showing(Credential shown) {
        return new FollowSettings(poll, longestPause, patience, askMissing, shown);
    }
}
