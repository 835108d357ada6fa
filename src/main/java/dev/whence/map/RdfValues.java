package dev.whence.map;

import dev.whence.dcat.RdfDocument;
import dev.whence.receipt.Bbox;
import dev.whence.receipt.License;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** The values of catalog records in the one form that is kept: times, licences, boxes, addresses. */
final class RdfValues {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|^`\\\\]+");
    private static final Pattern CREATIVE_COMMONS =
            Pattern.compile("https?://creativecommons\\.org/licenses/([a-z-]+)/([0-9.]+)(?:/.*)?");
    private static final Pattern CC_ZERO =
            Pattern.compile("https?://creativecommons\\.org/publicdomain/zero/1\\.0/?.*");
    private static final Pattern NUMBERS = Pattern.compile(
            "(-?[0-9]{1,3}(?:\\.[0-9]+)?)[, ]+(-?[0-9]{1,2}(?:\\.[0-9]+)?)[, ]+(-?[0-9]{1,3}(?:\\.[0-9]+)?)[, ]+(-?[0-9]{1,2}(?:\\.[0-9]+)?)");
    private static final Pattern WKT = Pattern.compile(
            "(?is)(?:<[^>]*>\\s*)?(?:POINT|LINESTRING|POLYGON|MULTI[A-Z]+|GEOMETRYCOLLECTION|ENVELOPE)\\s*[(Z].*");

    private RdfValues() {}

    /** A time with its zone; a day, month or year begins at midnight UTC. Nothing where it is no time. */
    static Optional<Instant> time(String text) {
        String iso = text.strip();
        try {
            if (iso.indexOf('T') > 0) {
                return Optional.of(
                        hasZone(iso)
                                ? OffsetDateTime.parse(iso).toInstant()
                                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
            }
            LocalDate day = switch (iso.length()) {
                case 4 -> Year.parse(iso).atDay(1);
                case 7 -> YearMonth.parse(iso).atDay(1);
                default -> LocalDate.parse(iso.length() > 10 ? iso.substring(0, 10) : iso);
            };
            return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static boolean hasZone(String iso) {
        String time = iso.substring(iso.indexOf('T'));
        return time.endsWith("Z") || time.indexOf('+') > 0 || time.indexOf('-') > 0;
    }

    /** A licence that SPDX has, by its own name or by that of Creative Commons. */
    static Optional<Node> license(String text) {
        String stated = text.strip();
        Matcher commons = CREATIVE_COMMONS.matcher(stated);
        Optional<String> spdx = commons.matches()
                ? Optional.of("CC-" + commons.group(1).toUpperCase(Locale.ROOT) + "-" + commons.group(2))
                : CC_ZERO.matcher(stated).matches() ? Optional.of("CC0-1.0") : Optional.empty();
        return License.parse(spdx.orElse(stated), Optional.empty())
                .map(license -> NodeFactory.createURI(license.iri()));
    }

    /** West, south, east and north, as DCAT-US has them. */
    static Optional<Bbox> box(String text) {
        Matcher numbers = NUMBERS.matcher(text.strip());
        if (!numbers.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Bbox(
                    Double.parseDouble(numbers.group(1)),
                    Double.parseDouble(numbers.group(2)),
                    Double.parseDouble(numbers.group(3)),
                    Double.parseDouble(numbers.group(4))));
        } catch (IllegalArgumentException noBox) {
            return Optional.empty();
        }
    }

    static boolean isWkt(String text) {
        return WKT.matcher(text.strip()).matches();
    }

    /** Whether a plain text names something by an address that is written out. */
    static boolean isAbsolute(String text) {
        return ABSOLUTE.matcher(text).matches() && !RdfDocument.isRelative(text);
    }

    static Optional<Long> size(String text) {
        try {
            long size = new java.math.BigDecimal(text.strip()).longValueExact();
            return size >= 0 ? Optional.of(size) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException noSize) {
            return Optional.empty();
        }
    }
}
