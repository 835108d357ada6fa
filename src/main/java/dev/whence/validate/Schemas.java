package dev.whence.validate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.whence.receipt.ReceiptKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schemas (draft 2020-12) of every kind, compiled once from {@code /schema/}. Nothing is ever fetched: what is
 * not in that folder does not exist. Thread safe.
 */
final class Schemas {
    static final String BASE = "https://whence.invalid/schema/";

    private static final String SUFFIX = ".schema.json";

    private final Map<String, JsonNode> documents = new HashMap<>();
    private final Map<ReceiptKind, Schema> byKind = new EnumMap<>(ReceiptKind.class);

    Schemas() {
        Stream.concat(Stream.of("common"), Arrays.stream(ReceiptKind.values()).map(ReceiptKind::ledgerName))
                .forEach(name -> documents.put(BASE + name + SUFFIX, load(name)));
        SchemaRegistry registry = SchemaRegistry.withDialect(
                Dialect.builder(Dialects.getDraft202012())
                        .format(new InstantFormat())
                        .build(),
                builder -> builder.schemas(documents::get, JsonNode::toString).schemaRegistryConfig(config()));
        for (ReceiptKind kind : ReceiptKind.values()) {
            Schema schema = registry.getSchema(SchemaLocation.of(BASE + kind.ledgerName() + SUFFIX));
            schema.initializeValidators();
            byKind.put(kind, schema);
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

    /** The schema whose keyword was broken, as the file has it. */
    JsonNode broken(Error error) {
        SchemaLocation location = error.getSchemaLocation();
        return document(location.getAbsoluteIri().toString())
                .at(JsonPointer.compile(location.getFragment().toString()).head());
    }

    /** The schema of a member of the object that was judged by the broken schema; missing where that says nothing. */
    JsonNode member(Error error, String name) {
        JsonNode member = broken(error).path("properties").path(name);
        return member.has("$ref") ? referred(error, member.path("$ref").asText()) : member;
    }

    /** References in our schemas are {@code #pointer} or {@code file#pointer}. */
    private JsonNode referred(Error error, String reference) {
        int hash = reference.indexOf('#');
        String iri =
                hash == 0 ? error.getSchemaLocation().getAbsoluteIri().toString() : BASE + reference.substring(0, hash);
        return document(iri).at(reference.substring(hash + 1));
    }

    private JsonNode document(String iri) {
        return documents.getOrDefault(iri, MissingNode.getInstance());
    }

    private static SchemaRegistryConfig config() {
        return SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
    }

    private static JsonNode load(String name) {
        String resource = "/schema/" + name + SUFFIX;
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + resource);
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
