package dev.whence.receipt;

import java.math.BigDecimal;

/**
 * A bounding box in WGS 84 (RFC 7946 §5), longitude before latitude, in degrees. Where it lies across the antimeridian, its
 * west is greater than its east. Heights are left out: no catalog asks for them.
 */
public record Bbox(double west, double south, double east, double north) {
    /** Whether it lies across the antimeridian. */
    public boolean crossesAntimeridian() {
        return west > east;
    }

    /** Whether some point lies in both. */
    public boolean meets(Bbox other) {
        return south <= other.north && other.south <= north && meetsInLongitude(other);
    }

    private boolean meetsInLongitude(Bbox other) {
        if (crossesAntimeridian() && other.crossesAntimeridian()) {
            return true;
        }
        if (crossesAntimeridian()) {
            return other.east >= west || other.west <= east;
        }
        return other.crossesAntimeridian() ? other.meetsInLongitude(this) : west <= other.east && other.west <= east;
    }

    /**
     * As well-known text: a polygon, counter-clockwise from the south-west; two of them where the box lies across the
     * antimeridian (RFC 7946 §3.1.9); no less where it is a point or a line.
     */
    public String wkt() {
        return crossesAntimeridian()
                ? "MULTIPOLYGON (" + ring(west, 180) + ", " + ring(-180, east) + ")"
                : "POLYGON " + ring(west, east);
    }

    private String ring(double from, double to) {
        return "((" + at(from, south) + ", " + at(to, south) + ", " + at(to, north) + ", " + at(from, north) + ", "
                + at(from, south) + "))";
    }

    private static String at(double longitude, double latitude) {
        return number(longitude) + " " + number(latitude);
    }

    /** A number as well-known text has it: no exponent, no digits too many. */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String shortest = Double.toString(value);
        return shortest.indexOf('E') < 0
                ? shortest
                : new BigDecimal(shortest).stripTrailingZeros().toPlainString();
    }
}
