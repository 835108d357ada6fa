package dev.whence.feed.rocrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The flat list of things that a crate is: each once, by its name. For one thread. */
final class CrateGraph {
    private static final String ID = "@id";

    private final Map<String, ObjectNode> first = new LinkedHashMap<>();
    private final Map<String, ObjectNode> things = new TreeMap<>();

    /** A thing that stands at the beginning. */
    ObjectNode head(String id, String type) {
        return first.computeIfAbsent(id, name -> thing(name, type));
    }

    /** A thing, new or as it is already. */
    ObjectNode add(String id, String type) {
        ObjectNode known = first.get(id);
        return known != null ? known : things.computeIfAbsent(id, name -> thing(name, type));
    }

    private static ObjectNode thing(String id, String type) {
        return JsonNodeFactory.instance.objectNode().put(ID, id).put("@type", type);
    }

    static ObjectNode ref(String id) {
        return JsonNodeFactory.instance.objectNode().put(ID, id);
    }

    /** One reference alone, several in an array; nothing where there is none. */
    static void refer(ObjectNode from, String property, Collection<String> ids) {
        put(
                from,
                property,
                ids.stream().distinct().<JsonNode>map(CrateGraph::ref).toList());
    }

    /** One value alone, several in an array; nothing where there is none. */
    static void put(ObjectNode on, String property, List<JsonNode> values) {
        if (values.size() == 1) {
            on.set(property, values.get(0));
        } else if (!values.isEmpty()) {
            on.putArray(property).addAll(values);
        }
    }

    ArrayNode json() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        first.values().forEach(all::add);
        things.values().forEach(all::add);
        return all;
    }
}
