package dev.whence.feed.dcatus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.feed.rdf.Prefixes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One of the tables {@code feed/dcat-us-*.json}, read. Immutable.
 *
 * @param catalog members that a catalog always has
 * @param about which of what the catalog says of itself has members there
 * @param hasRecords whether there is a member for the catalog's records
 * @param tables columns by the kind of object
 */
record Mapping(ObjectNode catalog, List<String> about, boolean hasRecords, Map<String, List<Column>> tables) {
    static Mapping read(String resource) {
        try (InputStream in = Mapping.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            return of(new ObjectMapper().readTree(in), Prefixes.read());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Mapping of(JsonNode file, Prefixes prefixes) {
        Map<String, Pattern> patterns = new HashMap<>();
        file.path("patterns")
                .properties()
                .forEach(one -> patterns.put(
                        one.getKey(), Pattern.compile(one.getValue().asText())));
        Map<String, List<Column>> tables = new HashMap<>();
        file.path("tables")
                .properties()
                .forEach(table -> tables.put(
                        table.getKey(),
                        table.getValue()
                                .valueStream()
                                .map(column -> Column.read(column, patterns, prefixes))
                                .toList()));
        return new Mapping(
                (ObjectNode) file.path("catalog"),
                file.path("about").valueStream().map(JsonNode::asText).toList(),
                file.path("records").asBoolean(),
                tables);
    }

    List<Column> table(String name) {
        return tables.getOrDefault(name, List.of());
    }
}
