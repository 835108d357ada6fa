package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import dev.whence.receipt.Violation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What packets that are put before a gate must look like, compiled once. Thread safe. */
public final class PacketSchemas {
    private static final String COMMON = "packet/common.json";
    private static final int MOST_VIOLATIONS = 100;

    private final SchemaDocuments documents;
    private final Map<String, Schema> compiled = new HashMap<>();

    /** @param files below {@code /schema/} */
    public PacketSchemas(List<String> files) {
        documents = new SchemaDocuments(
                Stream.concat(Stream.of(COMMON), files.stream()).toList());
        files.forEach(file -> compiled.put(file, documents.compile(file)));
    }

    /** What is wrong with a packet; at most a hundred faults, in the order of their pointers. */
    public List<Violation> violations(String file, JsonNode packet) {
        Schema schema = compiled.get(file);
        if (schema == null) {
            throw new IllegalArgumentException("no such schema: " + file);
        }
        return schema.validate(packet).stream()
                .map(error -> SchemaFinding.of(error, documents))
                .distinct()
                .sorted(Comparator.comparing(Violation::pointer).thenComparing(Violation::rule))
                .limit(MOST_VIOLATIONS)
                .toList();
    }
}
