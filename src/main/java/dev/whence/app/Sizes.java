package dev.whence.app;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes, as people read them. */
final class Sizes {
    static final String WANTED = "a number of bytes such as 500000, 500k, 500M or 2G";

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([kMG]?)");

    private Sizes() {}

    /** As people write them. */
    static Optional<Long> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "k" -> number * 1_000;
                    case "M" -> number * 1_000_000;
                    case "G" -> number * 1_000_000_000;
                    default -> number;
                });
    }

    static String text(long bytes) {
        if (bytes < 10_000) {
            return bytes + " bytes";
        }
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
