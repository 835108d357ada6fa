package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The coordinates that a document told before it was made coarser, to find them again wherever else it tells them: in an
 * address, a title, a list of numbers whose name says nothing. For one thread.
 */
final class Coordinates {
    private static final Pattern FRACTION = Pattern.compile("\\d{1,3}\\.\\d{1,18}");

    private final TreeSet<Double> known = new TreeSet<>();
    private final List<Cells.Box> cells = new ArrayList<>();
    private final double cellDegrees;

    /** For cells of so many metres. */
    Coordinates(double metres) {
        cellDegrees = metres / Cells.METRES_A_DEGREE;
    }

    /** Remembers every number in a value that is finer than a cell. */
    void remember(JsonNode value) {
        if (value.isNumber()) {
            double number = Math.abs(value.doubleValue());
            if (Double.isFinite(number) && isFine(value.decimalValue())) {
                known.add(number);
            }
        } else {
            value.forEach(this::remember);
        }
    }

    /** Remembers every number in a text, such as WKT, that is finer than a cell. */
    void remember(String text) {
        numbers(text).stream().filter(this::isFine).forEach(number -> known.add(number.doubleValue()));
    }

    /** Whether there was any number that is finer than a cell. */
    boolean any() {
        return !known.isEmpty();
    }

    /** Remembers where something was that was made coarser: anything finer inside is a place too. */
    void remember(Cells.Box cell) {
        cells.add(cell);
    }

    /** Whether two numbers that stand together tell a place in a cell, either of them first. */
    boolean tells(JsonNode one, JsonNode other) {
        return one.isNumber()
                && other.isNumber()
                && isFine(one.decimalValue())
                && isFine(other.decimalValue())
                && cells.stream()
                        .anyMatch(cell -> isIn(cell, one.doubleValue(), other.doubleValue())
                                || isIn(cell, other.doubleValue(), one.doubleValue()));
    }

    private static boolean isIn(Cells.Box cell, double x, double y) {
        return x >= cell.west() && x <= cell.east() && y >= cell.south() && y <= cell.north();
    }

    /** Whether a number or a text tells one of them, cut or rounded or with another sign, finer than a cell. */
    boolean tells(JsonNode value) {
        if (known.isEmpty()) {
            return false;
        }
        return value.isNumber() ? tells(value.decimalValue()) : value.isTextual() && tells(value.textValue());
    }

    boolean tells(String text) {
        return !known.isEmpty() && numbers(text).stream().anyMatch(this::tells);
    }

    private static List<BigDecimal> numbers(String text) {
        List<BigDecimal> numbers = new ArrayList<>();
        Matcher found = FRACTION.matcher(text);
        while (found.find()) {
            numbers.add(new BigDecimal(found.group()));
        }
        return numbers;
    }

    private boolean tells(BigDecimal number) {
        if (!isFine(number)) {
            return false;
        }
        double least = Math.pow(10, -scale(number));
        double value = Math.abs(number.doubleValue());
        return !known.subSet(value - least, true, value + least, true).isEmpty();
    }

    /** Whether its last digit stands for less than a cell; whole numbers mean too much else to be looked for. */
    private boolean isFine(BigDecimal number) {
        int scale = scale(number);
        return scale > 0 && Math.pow(10, -scale) < cellDegrees;
    }

    private static int scale(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
    }
}
