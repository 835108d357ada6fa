package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Makes the places in a STAC document coarser: geometries and boxes become whole cells, other members that tell a place are
 * taken out, and a text that seems to tell one is found. Works in place; for one thread.
 */
final class Generalization {
    private final Cells cells;
    private final PlaceMembers members;
    private final Coordinates coordinates;
    private final List<String> telling = new ArrayList<>();
    private boolean named;

    Generalization(double metres, PlaceMembers members) {
        this.coordinates = new Coordinates(metres);
        this.cells = new Cells(metres);
        this.members = members;
    }

    /**
     * Makes a document coarser.
     *
     * @return JSON pointers of what still seems to tell a place, and of geometries that cannot be read
     */
    List<String> apply(ObjectNode document) {
        walk(document, "");
        findAgain(document, "");
        return telling.stream().distinct().toList();
    }

    /** Whether the document told a place finer than a cell, or by its name. */
    boolean hides() {
        return named || coordinates.any();
    }

    private static boolean hasText(JsonNode value) {
        return value.isTextual()
                ? !value.textValue().isBlank()
                : StreamSupport.stream(value.spliterator(), false).anyMatch(Generalization::hasText);
    }

    private void walk(ObjectNode object, String pointer) {
        for (Iterator<Map.Entry<String, JsonNode>> each = object.properties().iterator(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> member = each.next();
            String at = at(pointer, member.getKey());
            JsonNode value = member.getValue();
            if (members.tells(member.getKey())) {
                coordinates.remember(value);
                named |= members.tellsInWords(member.getKey()) && hasText(value);
                each.remove();
            } else if (isBox(member.getKey(), value)) {
                coordinates.remember(value);
                member.setValue(boxes(value, at));
            } else if (isGeometry(member.getKey(), value)) {
                coordinates.remember(value);
                member.setValue(geometry(value, at));
            } else {
                inside(value, at);
            }
        }
    }

    private static String at(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static boolean isBox(String name, JsonNode value) {
        return PlaceMembers.isNamed(name, "bbox") && value.isArray();
    }

    private static boolean isGeometry(String name, JsonNode value) {
        return PlaceMembers.isNamed(name, "geometry") && value.isObject();
    }

    /** The coordinates that were made coarser may be told a second time, where no name gives them away. */
    private void findAgain(JsonNode value, String at) {
        if (isPair(value)) {
            telling.add(at);
        }
        if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                String here = at(at, member.getKey());
                if (coordinates.tells(member.getKey()) || PlacesInText.tells(member.getKey())) {
                    telling.add(here);
                }
                if (!isBox(member.getKey(), member.getValue()) && !isGeometry(member.getKey(), member.getValue())) {
                    findAgain(member.getValue(), here);
                }
            });
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                findAgain(array.get(i), at + "/" + i);
            }
        } else if (coordinates.tells(value)) {
            telling.add(at);
        }
    }

    /** Whether two numbers beside each other, or two members of one object, lie where the document's places are. */
    private boolean isPair(JsonNode value) {
        List<JsonNode> numbers = new ArrayList<>();
        value.forEach(numbers::add);
        for (int i = 0; i < numbers.size(); i++) {
            int last = value.isArray() ? Math.min(i + 2, numbers.size()) : numbers.size();
            for (int j = i + 1; j < last; j++) {
                if (coordinates.tells(numbers.get(i), numbers.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void inside(JsonNode value, String at) {
        if (value instanceof ObjectNode object) {
            walk(object, at);
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                inside(array.get(i), at + "/" + i);
            }
        } else if (value.isTextual() && PlacesInText.tells(value.textValue())) {
            telling.add(at);
        }
    }

    /** One box, or an array of them as a collection's extent has. */
    private JsonNode boxes(JsonNode value, String at) {
        if (!value.isEmpty() && value.get(0).isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            value.forEach(one -> all.add(box(one, at)));
            return all;
        }
        return box(value, at);
    }

    private JsonNode box(JsonNode value, String at) {
        Optional<Cells.Box> read = read(value);
        if (read.isEmpty()) {
            telling.add(at);
            return value;
        }
        Cells.Box cell = cell(read.get());
        return array(cell.west(), cell.south(), cell.east(), cell.north());
    }

    private static Optional<Cells.Box> read(JsonNode box) {
        int half = box.size() / 2;
        if (box.size() != 4 && box.size() != 6) {
            return Optional.empty();
        }
        double west = box.get(0).asDouble();
        double east = box.get(half).asDouble();
        double south = box.get(1).asDouble();
        double north = box.get(half + 1).asDouble();
        // One that crosses the antimeridian is told as if it went round the globe.
        boolean crosses = west > east && Math.abs(west) <= 180 && Math.abs(east) <= 180;
        return box(crosses ? -180 : west, south, crosses ? 180 : east, north);
    }

    private static Optional<Cells.Box> box(double west, double south, double east, double north) {
        return Cells.areDegrees(west, south, east, north)
                ? Optional.of(new Cells.Box(west, south, east, north))
                : Optional.empty();
    }

    private JsonNode geometry(JsonNode value, String at) {
        double[] reach = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        reach(value, reach);
        Optional<Cells.Box> read = box(reach[0], reach[1], reach[2], reach[3]);
        if (read.isEmpty()) {
            telling.add(at);
            return value;
        }
        Cells.Box cell = cell(read.get());
        ArrayNode ring = JsonNodeFactory.instance.arrayNode();
        ring.add(array(cell.west(), cell.south()));
        ring.add(array(cell.east(), cell.south()));
        ring.add(array(cell.east(), cell.north()));
        ring.add(array(cell.west(), cell.north()));
        ring.add(array(cell.west(), cell.south()));
        ObjectNode polygon = JsonNodeFactory.instance.objectNode();
        polygon.put("type", "Polygon").putArray("coordinates").add(ring);
        return polygon;
    }

    private Cells.Box cell(Cells.Box place) {
        Cells.Box cell = cells.around(place);
        coordinates.remember(cell);
        return cell;
    }

    /** How far a geometry of any type reaches. */
    private static void reach(JsonNode node, double[] reach) {
        if (node.isArray() && node.size() >= 2 && node.get(0).isNumber()) {
            reach[0] = Math.min(reach[0], node.get(0).asDouble());
            reach[1] = Math.min(reach[1], node.get(1).asDouble());
            reach[2] = Math.max(reach[2], node.get(0).asDouble());
            reach[3] = Math.max(reach[3], node.get(1).asDouble());
        } else if (node.isArray()) {
            node.forEach(one -> reach(one, reach));
        } else if (node.isObject()) {
            reach(node.path("coordinates"), reach);
            reach(node.path("geometries"), reach);
        }
    }

    /** Six digits behind the point are a tenth of a metre: no cell is as small. */
    private static ArrayNode array(double... values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (double value : values) {
            array.add(Double.parseDouble(String.format(Locale.ROOT, "%.6f", value)));
        }
        return array;
    }
}
