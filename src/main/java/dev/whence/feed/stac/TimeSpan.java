package dev.whence.feed.stac;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * A closed interval of time; an open end is {@link Instant#MIN} or {@link Instant#MAX}.
 *
 * @param start never after the end
 */
public record TimeSpan(Instant start, Instant end) {
    static final TimeSpan ALWAYS = new TimeSpan(Instant.MIN, Instant.MAX);

    private static final String OPEN = "..";

    /** Java's own parser takes more of ISO 8601: a time without seconds, and a full stop with no fraction behind it. */
    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})");

    public TimeSpan {
        if (start.isAfter(end)) {
            throw new IllegalArgumentException("an interval begins before it ends");
        }
    }

    /**
     * Reads {@code datetime} as OGC API Features has it (17-069r4 §7.15.4): a time of RFC 3339, or two with a slash between
     * them, of which one may be {@code ..} or empty.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static TimeSpan parse(String text) {
        try {
            int slash = text.indexOf('/');
            if (slash < 0) {
                Instant time = time(text);
                return new TimeSpan(time, time);
            }
            String from = text.substring(0, slash);
            String to = text.substring(slash + 1);
            if (isOpen(from) && isOpen(to)) {
                throw new IllegalArgumentException("an interval has one end at least");
            }
            return new TimeSpan(isOpen(from) ? Instant.MIN : time(from), isOpen(to) ? Instant.MAX : time(to));
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("no time of RFC 3339", notATime);
        }
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals(OPEN);
    }

    /** A plus sign that was not escaped in an address has come as a space. */
    private static Instant time(String text) {
        String time = text.replace(' ', '+');
        if (!RFC_3339.matcher(time).matches()) {
            throw new IllegalArgumentException("no time of RFC 3339");
        }
        return OffsetDateTime.parse(time).toInstant();
    }

    boolean meets(TimeSpan other) {
        return !start.isAfter(other.end) && !other.start.isAfter(end);
    }

    boolean contains(Instant time) {
        return !time.isBefore(start) && !time.isAfter(end);
    }
}
