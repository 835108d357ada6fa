package dev.whence.gate;

/**
 * A grid on the globe in whose cells places may be told. A cell is at least so many metres high and wide; which cell a place
 * lies in depends on the place alone, so several places in one cell cannot be told apart, nor their middle guessed.
 *
 * @param metres the least height and width of a cell
 */
record Cells(double metres) {
    /** Of a degree of latitude; of longitude at the equator. */
    static final double METRES_A_DEGREE = 111_320;

    /** So near the poles a cell goes round the globe. */
    private static final double NARROWEST = 0.01;

    /** A box in degrees, west to east and south to north. */
    record Box(double west, double south, double east, double north) {
        Box {
            if (!(west <= east) || !(south <= north)) {
                throw new IllegalArgumentException("a box from " + west + " " + south + " to " + east + " " + north);
            }
        }
    }

    /** Whether a box lies on the globe: numbers in metres do not. */
    static boolean areDegrees(double west, double south, double east, double north) {
        return west >= -180 && east <= 180 && south >= -90 && north <= 90 && west <= east && south <= north;
    }

    /** The smallest box of whole cells around a box. */
    Box around(Box box) {
        double high = metres / METRES_A_DEGREE;
        double south = Math.max(-90, Math.floor(box.south() / high) * high);
        double north = Math.min(90, (Math.floor(box.north() / high) + 1) * high);
        double narrowest = Math.cos(Math.toRadians(Math.max(Math.abs(south), Math.abs(north))));
        double wide = narrowest < NARROWEST ? 360 : Math.min(360, high / narrowest);
        double west = Math.max(-180, Math.floor(box.west() / wide) * wide);
        double east = Math.min(180, (Math.floor(box.east() / wide) + 1) * wide);
        return wide >= 180 ? new Box(-180, south, 180, north) : new Box(west, south, east, north);
    }
}
