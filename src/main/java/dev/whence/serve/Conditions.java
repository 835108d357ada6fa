package dev.whence.serve;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a caller has already what it asks for, by a tag or by a date (RFC 9110 §13). */
final class Conditions {
    static final String MODIFIED = "Last-Modified";

    /** A change is seen a moment after the time that the ledger has for it. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Pattern COMMA = Pattern.compile(",");

    private Conditions() {}

    /**
     * Says when the answer last changed, once that cannot happen again in the same second: dates know whole seconds only, and
     * who has seen the first of two changes must not be told that there was no second.
     */
    static void changed(Context context, Instant time) {
        if (isSettled(time, Instant.now())) {
            Instant second = time.truncatedTo(ChronoUnit.SECONDS);
            context.header(MODIFIED, HTTP_DATE.format(ZonedDateTime.ofInstant(second, ZoneOffset.UTC)));
        }
    }

    /** Whether nothing more can come in the second of a change. */
    static boolean isSettled(Instant change, Instant now) {
        return change.truncatedTo(ChronoUnit.SECONDS)
                .isBefore(now.minus(SETTLED).truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Whether nothing need be sent. A date counts only where no tag is named, and only against the {@code Last-Modified} that
     * the answer has already.
     *
     * @param tag of the answer, in quotation marks
     */
    static boolean hasIt(Context context, String tag) {
        if (!READING.contains(context.req().getMethod())) {
            return false;
        }
        // A list may come in several lines (RFC 9110 §5.3).
        List<String> known = Collections.list(context.req().getHeaders("If-None-Match"));
        return known.isEmpty() ? isUnchanged(context) : isAmong(tag, String.join(",", known));
    }

    /** A date that cannot be read is as none (RFC 9110 §13.1.3). */
    private static boolean isUnchanged(Context context) {
        String modified = context.res().getHeader(MODIFIED);
        if (modified == null) {
            return false;
        }
        try {
            long since = context.req().getDateHeader("If-Modified-Since");
            return since >= 0 && !HTTP_DATE.parse(modified, Instant::from).isAfter(Instant.ofEpochMilli(since));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** Whether a tag is among those that a caller says to have. */
    private static boolean isAmong(String tag, String known) {
        return COMMA.splitAsStream(known)
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || opaque(one).equals(opaque(tag)));
    }

    /** If-None-Match compares weakly (RFC 9110 §13.1.2): a weak tag and a strong one with the same text are the same. */
    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
