package dev.whence.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * How a ledger is kept.
 *
 * @param origin the log's name in every checkpoint, when it is made; later only compared. Absent:
 *     {@code whence.invalid/<16 hexadecimal digits of the public key's SHA-256>}
 * @param publishWithin how long after an append its checkpoint is begun, at most; zero: only when asked and when closed
 * @param partialGrace how long partial tiles stay after the full tile's last entry, for readers that are under way
 * @param walSegmentBytes when a new segment of the write-ahead log is begun
 */
public record LedgerSettings(
        Optional<String> origin, Duration publishWithin, Duration partialGrace, int walSegmentBytes) {

    /** Publishes within 800 ms, keeps partial tiles for a minute, segments of 8 MiB. */
    public static final LedgerSettings DEFAULTS =
            new LedgerSettings(Optional.empty(), Duration.ofMillis(800), Duration.ofMinutes(1), 8 << 20);

    public LedgerSettings {
        if (publishWithin.isNegative() || partialGrace.isNegative()) {
            throw new IllegalArgumentException("a duration must not be negative");
        }
        if (walSegmentBytes < 1) {
            throw new IllegalArgumentException("walSegmentBytes must be at least 1");
        }
    }

    public LedgerSettings withOrigin(String name) {
        return new LedgerSettings(Optional.of(name), publishWithin, partialGrace, walSegmentBytes);
    }

    public LedgerSettings publishingWithin(Duration duration) {
        return new LedgerSettings(origin, duration, partialGrace, walSegmentBytes);
    }

    public LedgerSettings withPartialGrace(Duration duration) {
        return new LedgerSettings(origin, publishWithin, duration, walSegmentBytes);
    }
}
