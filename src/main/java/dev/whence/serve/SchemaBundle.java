package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.function.Function;

/**
 * Carries JSON Schema files over to a description's components, where a reference leads to a component and not to another
 * file. For one description, by one thread.
 */
final class SchemaBundle {
    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "/$defs/";

    private final Function<String, JsonNode> files;
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();

    /** @param files gives a schema file by its path in the folder of schemas */
    SchemaBundle(Function<String, JsonNode> files) {
        this.files = files;
    }

    /** Adds a whole file as one component, and what it refers to. */
    void add(String component, String file) {
        ObjectNode schema = (ObjectNode) carried(files.apply(file), file);
        schema.remove("$schema");
        schema.remove("$id");
        schema.remove("$defs");
        components.set(component, schema);
    }

    ObjectNode components() {
        return components;
    }

    private JsonNode carried(JsonNode node, String file) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member -> copy.set(
                            member.getKey(),
                            member.getKey().equals("$ref")
                                    ? copy.textNode(COMPONENTS
                                            + referred(member.getValue().asText(), file))
                                    : carried(member.getValue(), file)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(carried(element, file)));
            return copy;
        }
        return node;
    }

    /** The name of the component that a reference leads to. */
    private String referred(String reference, String from) {
        int hash = reference.indexOf('#');
        String file = hash == 0
                ? from
                : URI.create("/" + from)
                        .resolve(reference.substring(0, hash))
                        .getPath()
                        .substring(1);
        String pointer = reference.substring(hash + 1);
        String name = name(file, pointer.substring(DEFINITIONS.length()));
        if (!components.has(name)) {
            // Before its own references: a definition may refer to itself.
            components.putObject(name);
            components.set(name, carried(files.apply(file).at(pointer), file));
        }
        return name;
    }

    /** {@code op/common.json} and {@code entity} make {@code op.common.entity}. */
    private static String name(String file, String definition) {
        return file.replaceFirst("(?:\\.schema)?\\.json$", "").replace('/', '.') + "." + definition;
    }
}
