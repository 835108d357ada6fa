package dev.whence.ledger;

import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a ledger is kept.
 *
 * @param origin the log's name in every checkpoint, when it is made; later only compared. Absent:
 *     {@code whence.invalid/<16 hexadecimal digits of the public key's SHA-256>}
 * @param publishWithin how long after an append its checkpoint is begun, at most; zero: only when asked and when closed
 * @param partialGrace how long partial tiles stay after the full tile's last entry, for readers that are under way
 * @param walSegmentBytes when a new segment of the write-ahead log is begun
 * @param fromOutside what does not lie in the data folder
 */
public record LedgerSettings(
        Optional<String> origin,
        Duration publishWithin,
        Duration partialGrace,
        int walSegmentBytes,
        FromOutside fromOutside) {

    /** Publishes within 800 ms, keeps partial tiles for a minute, segments of 8 MiB. */
    public static final LedgerSettings DEFAULTS =
            new LedgerSettings(Optional.empty(), Duration.ofMillis(800), Duration.ofMinutes(1), 8 << 20);

    /**
     * What the operator gives from outside the data folder.
     *
     * @param keys that sign, in place of those in {@code keys/}; never written to the disk
     * @param witnesses whose cosignatures are kept; absent: those that the folder's policy names
     * @param overlap when the old key takes its leave by itself; only at a start
     */
    public record FromOutside(
            List<LogSigner> keys, Optional<List<LogPolicy.Witness>> witnesses, Optional<Overlap> overlap) {
        public static final FromOutside NOTHING = new FromOutside(List.of(), Optional.empty(), Optional.empty());

        public FromOutside {
            keys = List.copyOf(keys);
            witnesses = witnesses.map(List::copyOf);
        }
    }

    /** How long two keys sign side by side; whatever comes first ends it. */
    public record Overlap(Duration time, long entries) {}

    public LedgerSettings {
        if (publishWithin.isNegative() || partialGrace.isNegative()) {
            throw new IllegalArgumentException("a duration must not be negative");
        }
        if (walSegmentBytes < 1) {
            throw new IllegalArgumentException("walSegmentBytes must be at least 1");
        }
    }

    /** Settings of a log that has everything in its folder. */
    public LedgerSettings(Optional<String> origin, Duration publishWithin, Duration partialGrace, int walSegmentBytes) {
        this(origin, publishWithin, partialGrace, walSegmentBytes, FromOutside.NOTHING);
    }

    public LedgerSettings withOrigin(String name) {
        return new LedgerSettings(Optional.of(name), publishWithin, partialGrace, walSegmentBytes, fromOutside);
    }

    public LedgerSettings publishingWithin(Duration duration) {
        return new LedgerSettings(origin, duration, partialGrace, walSegmentBytes, fromOutside);
    }

    public LedgerSettings withPartialGrace(Duration duration) {
        return new LedgerSettings(origin, publishWithin, duration, walSegmentBytes, fromOutside);
    }

    public LedgerSettings with(FromOutside given) {
        return new LedgerSettings(origin, publishWithin, partialGrace, walSegmentBytes, given);
    }
}
