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

/**
 * Makes the places in a STAC document coarser: geometries and boxes become whole cells, other members that tell a place are
 * taken out, and a text that seems to tell one is found. Works in place; for one thread.
 */
final class Generalization {
    private final Cells cells;
    private final PlaceMembers members;
    private final List<String> telling = new ArrayList<>();

    Generalization(double metres, PlaceMembers members) {
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
        return List.copyOf(telling);
    }

    private void walk(ObjectNode object, String pointer) {
        for (Iterator<Map.Entry<String, JsonNode>> each = object.properties().iterator(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> member = each.next();
            String at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode value = member.getValue();
            if (member.getKey().equals("bbox") && value.isArray()) {
                member.setValue(boxes(value, at));
            } else if (member.getKey().equals("geometry") && value.isObject()) {
                member.setValue(geometry(value, at));
            } else if (members.tells(member.getKey())) {
                each.remove();
            } else {
                inside(value, at);
            }
        }
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
        Cells.Box cell = cells.around(read.get());
        return array(cell.west(), cell.south(), cell.east(), cell.north());
    }

    private static Optional<Cells.Box> read(JsonNode box) {
        int half = box.size() / 2;
        if (box.size() != 4 && box.size() != 6) {
            return Optional.empty();
        }
        double west = box.get(0).asDouble();
        double east = box.get(half).asDouble();
        // One that crosses the antimeridian is told as if it went round the globe.
        return box.get(1).asDouble() > box.get(half + 1).asDouble()
                ? Optional.empty()
                : Optional.of(new Cells.Box(
                        west > east ? -180 : west,
                        box.get(1).asDouble(),
                        west > east ? 180 : east,
                        box.get(half + 1).asDouble()));
    }

    private JsonNode geometry(JsonNode value, String at) {
        double[] reach = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        reach(value, reach);
        if (reach[0] > reach[2]) {
            telling.add(at);
            return value;
        }
        Cells.Box cell = cells.around(new Cells.Box(reach[0], reach[1], reach[2], reach[3]));
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
