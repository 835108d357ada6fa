package dev.whence.query.walk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A moment of the ledger: how many entries it had, or what time it was. */
public sealed interface AsOf {
    String ADVICE = "A moment is a ledger size such as 120, a time with a zone such as 2026-02-20T12:00:00Z, or a day.";

    /** The first entries, this many. */
    record Size(long entries) implements AsOf {}

    /** The entries recorded until then, that instant included. */
    record Time(Instant instant) implements AsOf {}

    /** Reads a size, an ISO 8601 time with a zone, or a day, whose end in UTC is meant. */
    static Optional<AsOf> parse(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Optional.of(new Size(Long.parseLong(text)));
        }
        try {
            return Optional.of(new Time(time(text)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Instant time(String text) {
        return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                ? LocalDate.parse(text)
                        .plusDays(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .minusNanos(1)
                : OffsetDateTime.parse(text).toInstant();
    }
}
