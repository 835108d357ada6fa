package dev.whence.app;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server verifies its own ledger while it serves.
 *
 * @param every how long after one check the next begins; absent: never
 * @param wholeEvery each so-manieth check is a whole one, which finds what decays in old files; the others go on from the
 *     one before
 * @param cpuPercent how much of one processor a check may use
 */
record SelfCheckSettings(Optional<Duration> every, int wholeEvery, int cpuPercent) {
    SelfCheckSettings withEvery(Duration duration) {
        return new SelfCheckSettings(Optional.of(duration), wholeEvery, cpuPercent);
    }
}
