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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Schema documents (draft 2020-12) of the folder {@code /schema/}, and what is compiled from them. Nothing is ever
 * fetched: what is not in that folder does not exist. Thread safe.
 */
final class SchemaDocuments {
    static final String BASE = "https://whence.invalid/schema/";

    private final Map<String, JsonNode> documents = new HashMap<>();
    private final SchemaRegistry registry;

    /** @param files relative to the folder, all that the schemas refer to among them */
    SchemaDocuments(List<String> files) {
        files.forEach(file -> documents.put(BASE + file, load(file)));
        registry = SchemaRegistry.withDialect(
                Dialect.builder(Dialects.getDraft202012())
                        .format(new InstantFormat())
                        .build(),
                builder -> builder.schemas(documents::get, JsonNode::toString).schemaRegistryConfig(config()));
    }

    Schema compile(String file) {
        Schema schema = registry.getSchema(SchemaLocation.of(BASE + file));
        schema.initializeValidators();
        return schema;
    }

    /** A document as its file has it; shared, not to be changed. */
    JsonNode file(String file) {
        return document(BASE + file);
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
        return member.has("$ref")
                ? referred(
                        URI.create(error.getSchemaLocation().getAbsoluteIri().toString()),
                        member.path("$ref").asText())
                : member;
    }

    /** What a reference in a file leads to. */
    JsonNode referred(String file, String reference) {
        return referred(URI.create(BASE + file), reference);
    }

    /** References in our schemas are {@code #pointer} or {@code file#pointer}. */
    private JsonNode referred(URI from, String reference) {
        int hash = reference.indexOf('#');
        String iri = hash == 0
                ? from.toString()
                : from.resolve(reference.substring(0, hash)).toString();
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

    private static JsonNode load(String file) {
        String resource = "/schema/" + file;
        try (InputStream in = SchemaDocuments.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + resource);
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
