package dev.whence.serve;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Chooses a media type by the caller's {@code Accept} (RFC 9110 §12.5.1). */
final class Negotiation {
    private Negotiation() {}

    /**
     * The offered type that the caller likes best; among equals the one offered first.
     *
     * @param accept the header; blank means anything
     * @return nothing where none is acceptable
     */
    static Optional<String> choose(String accept, List<String> offered) {
        if (accept.isBlank()) {
            return offered.stream().findFirst();
        }
        List<Range> ranges = Range.all(accept);
        record Scored(String type, double quality) {}
        return offered.stream()
                .map(type -> new Scored(type, quality(type, ranges)))
                .filter(scored -> scored.quality() > 0)
                .max(Comparator.comparingDouble(Scored::quality)
                        .thenComparing(scored -> -offered.indexOf(scored.type())))
                .map(Scored::type);
    }

    /** The most specific range that fits decides, not the most generous one. */
    private static double quality(String type, List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.fits(type))
                .max(Comparator.comparingInt(Range::specificity))
                .map(Range::quality)
                .orElse(0.0);
    }

    private record Range(String type, double quality) {
        private static final Pattern COMMA = Pattern.compile(",");
        private static final Pattern SEMICOLON = Pattern.compile(";");

        static List<Range> all(String accept) {
            return COMMA.splitAsStream(accept).map(Range::of).toList();
        }

        private static Range of(String text) {
            List<String> parts = SEMICOLON
                    .splitAsStream(text.toLowerCase(Locale.ROOT))
                    .map(String::strip)
                    .toList();
            double quality = parts.stream()
                    .filter(part -> part.startsWith("q="))
                    .mapToDouble(part -> number(part.substring(2)))
                    .findFirst()
                    .orElse(1);
            return new Range(parts.isEmpty() ? "" : parts.get(0), quality);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException notANumber) {
                return 0;
            }
        }

        boolean fits(String offered) {
            return type.equals("*/*")
                    || type.equals(offered)
                    || (type.endsWith("/*") && offered.startsWith(type.substring(0, type.length() - 1)));
        }

        int specificity() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }
    }
}
