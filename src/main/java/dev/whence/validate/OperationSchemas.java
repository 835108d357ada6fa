package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import dev.whence.receipt.Violation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each operation takes and gives: {@code /schema/op/<id>.input.json} and {@code …output.json}, compiled once. Thread
 * safe.
 */
public final class OperationSchemas {
    private static final List<String> COMMON = List.of("common.schema.json", "op/common.json");
    private static final int MOST_VIOLATIONS = 100;

    private final SchemaDocuments documents;
    private final Map<String, Schema> compiled = new HashMap<>();

    /**
     * Loads the schemas of some operations.
     *
     * @throws IllegalStateException where an operation has none
     */
    public OperationSchemas(List<String> ids) {
        List<String> files =
                ids.stream().flatMap(id -> Stream.of(inputOf(id), outputOf(id))).toList();
        documents = new SchemaDocuments(
                Stream.concat(COMMON.stream(), files.stream()).toList());
        files.forEach(file -> compiled.put(file, documents.compile(file)));
    }

    /** What is wrong with an input; at most a hundred faults, in the order of their pointers. */
    public List<Violation> input(String id, JsonNode tree) {
        return violations(inputOf(id), tree);
    }

    /** What is wrong with an output. */
    public List<Violation> output(String id, JsonNode tree) {
        return violations(outputOf(id), tree);
    }

    /** A document of the folder {@code /schema/}, such as {@code op/common.json}; shared, not to be changed. */
    public JsonNode document(String file) {
        return documents.file(file);
    }

    /** What a part of a document says of itself, or what it refers to says. */
    public String description(String file, JsonNode part) {
        String own = part.path("description").asText();
        return own.isEmpty() && part.has("$ref")
                ? documents
                        .referred(file, part.path("$ref").asText())
                        .path("description")
                        .asText()
                : own;
    }

    public static String inputOf(String id) {
        return "op/" + id + ".input.json";
    }

    public static String outputOf(String id) {
        return "op/" + id + ".output.json";
    }

    private List<Violation> violations(String file, JsonNode tree) {
        Schema schema = compiled.get(file);
        if (schema == null) {
            throw new IllegalArgumentException("no such schema: " + file);
        }
        return schema.validate(tree).stream()
                .map(error -> SchemaFinding.of(error, documents))
                .distinct()
                .sorted(Comparator.comparing(Violation::pointer).thenComparing(Violation::rule))
                .limit(MOST_VIOLATIONS)
                .toList();
    }
}
