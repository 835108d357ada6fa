package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.Bbox;
import dev.whence.receipt.Geometry;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Geometries of GeoJSON (RFC 7946 §3.1): judges them, and writes good ones as well-known text. Stateless. */
public final class GeoJson {
    private static final String COORDINATES = "coordinates";
    private static final String GEOMETRIES = "geometries";

    /** A geometry that is wrong throughout need not be told so position by position. */
    private static final int MOST_VIOLATIONS = 10;

    /** What the coordinates of a type are made of: how many arrays are around a position, and how many positions are in one. */
    private enum Type {
        POINT("Point", 0, 1, false),
        MULTI_POINT("MultiPoint", 1, 1, false),
        LINE_STRING("LineString", 1, 2, false),
        MULTI_LINE_STRING("MultiLineString", 2, 2, false),
        POLYGON("Polygon", 2, 4, true),
        MULTI_POLYGON("MultiPolygon", 3, 4, true);

        private final String geoJson;
        private final int depth;
        private final int fewest;
        private final boolean closed;

        Type(String geoJson, int depth, int fewest, boolean closed) {
            this.geoJson = geoJson;
            this.depth = depth;
            this.fewest = fewest;
            this.closed = closed;
        }

        static Optional<Type> named(String name) {
            for (Type type : values()) {
                if (type.geoJson.equals(name)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    private GeoJson() {}

    /** Everything that is wrong with a geometry object. */
    public static List<Violation> check(JsonNode geometry, String pointer) {
        List<Violation> violations = new ArrayList<>();
        check(geometry, pointer, violations);
        return violations.subList(0, Math.min(violations.size(), MOST_VIOLATIONS));
    }

    private static void check(JsonNode geometry, String pointer, List<Violation> out) {
        String name = geometry.path("type").asText();
        Optional<Type> type = Type.named(name);
        if (type.isPresent()) {
            positions(geometry.path(COORDINATES), type.get().depth, type.get(), member(pointer, COORDINATES), out);
        } else if (name.equals("GeometryCollection")) {
            collection(geometry.path(GEOMETRIES), member(pointer, GEOMETRIES), out);
        } else {
            add(out, member(pointer, "type"), "A geometry has a type of GeoJSON, such as Point or Polygon; name it.");
        }
    }

    private static void collection(JsonNode geometries, String pointer, List<Violation> out) {
        if (geometries.isEmpty() || !geometries.isArray()) {
            add(out, pointer, "A GeometryCollection has an array of geometries; give at least one.");
        }
        for (int i = 0; i < geometries.size() && out.size() < MOST_VIOLATIONS; i++) {
            check(geometries.path(i), Pointers.element(pointer, i), out);
        }
    }

    private static void positions(JsonNode node, int depth, Type type, String pointer, List<Violation> out) {
        if (depth == 0) {
            position(node, pointer, out);
            return;
        }
        int fewest = depth == 1 ? type.fewest : 1;
        if (!node.isArray() || node.size() < fewest) {
            String what = depth == 1 ? " positions" : " arrays";
            add(out, pointer, "At least " + fewest + what + " stand here in a " + type.geoJson + "; give them.");
            return;
        }
        for (int i = 0; i < node.size() && out.size() < MOST_VIOLATIONS; i++) {
            positions(node.path(i), depth - 1, type, Pointers.element(pointer, i), out);
        }
        if (depth == 1 && type.closed && !same(node.path(0), node.path(node.size() - 1))) {
            add(out, pointer, "A ring ends where it begins; repeat its first position.");
        }
    }

    private static void position(JsonNode node, String pointer, List<Violation> out) {
        boolean numbers = node.isArray()
                && node.size() >= 2
                && node.path(0).isNumber()
                && node.path(1).isNumber();
        if (!numbers) {
            add(out, pointer, "A position is an array of a longitude and a latitude, and a height where it is known.");
        } else if (Math.abs(node.path(0).doubleValue()) > 180
                || Math.abs(node.path(1).doubleValue()) > 90) {
            add(
                    out,
                    pointer,
                    "A position is a longitude from -180 to 180 and then a latitude from -90 to 90; cut at the"
                            + " antimeridian.");
        } else if (node.size() > 2 && !node.path(2).isNumber()) {
            add(out, pointer, "A height is a number; give it, or leave it out.");
        }
    }

    private static boolean same(JsonNode first, JsonNode last) {
        return first.path(0).doubleValue() == last.path(0).doubleValue()
                && first.path(1).doubleValue() == last.path(1).doubleValue();
    }

    private static void add(List<Violation> out, String pointer, String message) {
        out.add(new Violation(pointer, "stac:geometry", message));
    }

    private static String member(String pointer, String name) {
        return Pointers.member(pointer, name);
    }

    /** Reads a geometry that {@link #check} has passed. */
    public static Geometry read(JsonNode geometry) {
        return new Writer(isThreeDimensional(geometry)).write(geometry);
    }

    /** Well-known text has a height everywhere or nowhere. */
    private static boolean isThreeDimensional(JsonNode node) {
        if (node.has(GEOMETRIES)) {
            return all(node.path(GEOMETRIES));
        }
        JsonNode array = node.isArray() ? node : node.path(COORDINATES);
        return array.path(0).isNumber() ? array.size() > 2 : all(array);
    }

    private static boolean all(JsonNode array) {
        for (JsonNode each : array) {
            if (!isThreeDimensional(each)) {
                return false;
            }
        }
        return true;
    }

    /** Writes one geometry, and notes how far it reaches. */
    private static final class Writer {
        private final StringBuilder out = new StringBuilder(128);
        private final boolean heights;
        private double west = Double.POSITIVE_INFINITY;
        private double south = Double.POSITIVE_INFINITY;
        private double east = Double.NEGATIVE_INFINITY;
        private double north = Double.NEGATIVE_INFINITY;

        Writer(boolean heights) {
            this.heights = heights;
        }

        Geometry write(JsonNode geometry) {
            geometry(geometry);
            return new Geometry(out.toString(), new Bbox(west, south, east, north));
        }

        private void geometry(JsonNode geometry) {
            Optional<Type> type = Type.named(geometry.path("type").asText());
            out.append(type.map(known -> known.name().replace("_", "")).orElse("GEOMETRYCOLLECTION"));
            out.append(heights ? " Z " : " ");
            if (type.isPresent()) {
                coordinates(geometry.path(COORDINATES), type.get().depth, type.get());
                return;
            }
            char before = '(';
            for (JsonNode member : geometry.path(GEOMETRIES)) {
                out.append(before);
                if (before == ',') {
                    out.append(' ');
                }
                geometry(member);
                before = ',';
            }
            out.append(')');
        }

        /** A position on its own stands in brackets; in a line or a ring it does not, and in a MultiPoint it does. */
        private void coordinates(JsonNode node, int depth, Type type) {
            boolean bare = depth == 0 && type != Type.POINT && type != Type.MULTI_POINT;
            if (bare) {
                position(node);
                return;
            }
            out.append('(');
            if (depth == 0) {
                position(node);
            }
            for (int i = 0; depth > 0 && i < node.size(); i++) {
                out.append(i == 0 ? "" : ", ");
                coordinates(node.path(i), depth - 1, type);
            }
            out.append(')');
        }

        private void position(JsonNode node) {
            double longitude = node.path(0).doubleValue();
            double latitude = node.path(1).doubleValue();
            out.append(Bbox.number(longitude)).append(' ').append(Bbox.number(latitude));
            if (heights) {
                out.append(' ').append(Bbox.number(node.path(2).doubleValue()));
            }
            west = Math.min(west, longitude);
            east = Math.max(east, longitude);
            south = Math.min(south, latitude);
            north = Math.max(north, latitude);
        }
    }
}
