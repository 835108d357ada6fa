package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.whence.receipt.ReceiptKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON Schemas of every kind, compiled once. Thread safe. */
final class Schemas {
    static final String BASE = SchemaDocuments.BASE;

    private static final String SUFFIX = ".schema.json";

    private final SchemaDocuments documents;
    private final Map<ReceiptKind, Schema> byKind = new EnumMap<>(ReceiptKind.class);

    Schemas() {
        documents = new SchemaDocuments(
                Stream.concat(Stream.of("common", "stac"), Kinds.all().stream().map(ReceiptKind::ledgerName))
                        .map(name -> name + SUFFIX)
                        .toList());
        for (ReceiptKind kind : Kinds.all()) {
            byKind.put(kind, documents.compile(kind.ledgerName() + SUFFIX));
        }
    }

    /** What a tree breaks in the schema of its kind. */
    List<Error> errors(ReceiptKind kind, JsonNode tree) {
        Schema schema = byKind.get(kind);
        if (schema == null) {
            throw new IllegalStateException("no schema for the kind " + kind.ledgerName());
        }
        return schema.validate(tree);
    }

    /** The documents that the schemas come from. */
    SchemaDocuments documents() {
        return documents;
    }
}
