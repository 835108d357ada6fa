package dev.whence.tlog.note;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes of a log at which a key may sign its checkpoints.
 *
 * @param from the first
 * @param to the last; {@link #OPEN} where no end is known
 */
public record SizeRange(long from, long to) {
    public static final long OPEN = Long.MAX_VALUE;

    /** Every size. */
    public static final SizeRange ALL = new SizeRange(0, OPEN);

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,17})?");

    public SizeRange {
        if (from < 0) {
            throw new IllegalArgumentException("a size is never negative");
        }
    }

    public static SizeRange from(long first) {
        return new SizeRange(first, OPEN);
    }

    /** The same, but with this last size. A range that ends before it begins holds no size. */
    public SizeRange until(long last) {
        return new SizeRange(from, last);
    }

    /** Reads {@code FROM-TO} or {@code FROM-}. */
    static Optional<SizeRange> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long to = matcher.group(2) == null ? OPEN : Long.parseLong(matcher.group(2));
        SizeRange range = new SizeRange(Long.parseLong(matcher.group(1)), to);
        return range.from <= range.to ? Optional.of(range) : Optional.empty();
    }

    public boolean contains(long size) {
        return from <= size && size <= to;
    }

    public boolean isOpen() {
        return to == OPEN;
    }

    /** {@code FROM-TO}, or {@code FROM-} where it is open. */
    public String text() {
        return from + "-" + (isOpen() ? "" : to);
    }

    @Override
    public String toString() {
        return text();
    }
}
