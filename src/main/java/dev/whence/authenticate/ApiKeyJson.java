package dev.whence.authenticate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The form of {@code api-keys.json}. What does not have it in every detail is not read at all. */
final class ApiKeyJson {
    private static final int VERSION = 1;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    byte[] write(List<ApiKey> keys) throws IOException {
        ObjectNode file = json.createObjectNode().put("version", VERSION);
        ArrayNode all = file.putArray("keys");
        for (ApiKey key : keys) {
            ObjectNode one = all.addObject().put("id", key.id()).put("name", key.name());
            ArrayNode organisations = one.putArray("organisations");
            key.organisations().forEach(organisations::add);
            ArrayNode scopes = one.putArray("scopes");
            key.scopes().stream().map(Scope::text).sorted().forEach(scopes::add);
            one.put("hash", key.hash().text()).put("created", key.created().toString());
            key.expires().ifPresent(end -> one.put("expires", end.toString()));
            key.revoked().ifPresent(since -> one.put("revoked", since.toString()));
        }
        return json.writeValueAsBytes(file);
    }

    List<ApiKey> read(byte[] bytes) throws IOException {
        JsonNode file = json.readTree(bytes);
        if (file == null
                || file.path("version").asInt() != VERSION
                || !file.path("keys").isArray()) {
            throw new IOException("it is no list of API keys of version " + VERSION);
        }
        List<ApiKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode one : file.path("keys")) {
            ApiKey key = key(one);
            if (!ids.add(key.id())) {
                throw new IOException("two keys have the id " + key.id());
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private static ApiKey key(JsonNode one) throws IOException {
        List<Scope> scopes = new ArrayList<>();
        for (String text : words(one, "scopes")) {
            scopes.add(Scope.parse(text).orElseThrow(() -> new IOException("'" + text + "' is no scope")));
        }
        return new ApiKey(
                text(one, "id"),
                text(one, "name"),
                words(one, "organisations"),
                Set.copyOf(scopes),
                SecretHash.parse(text(one, "hash")).orElseThrow(() -> new IOException("a hash has another form")),
                time(one, "created").orElseThrow(() -> new IOException("a key has no date")),
                time(one, "expires"),
                time(one, "revoked"));
    }

    private static String text(JsonNode one, String member) throws IOException {
        JsonNode value = one.path(member);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IOException("a key has no " + member);
        }
        return value.textValue();
    }

    private static List<String> words(JsonNode one, String member) throws IOException {
        JsonNode values = one.path(member);
        boolean texts = values.isArray()
                && StreamSupport.stream(values.spliterator(), false).allMatch(JsonNode::isTextual);
        if (!texts) {
            throw new IOException("a key has no list of " + member);
        }
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static Optional<Instant> time(JsonNode one, String member) throws IOException {
        if (!one.has(member)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(one.path(member).asText()));
        } catch (DateTimeException notATime) {
            throw new IOException("a key's " + member + " is no time", notATime);
        }
    }
}
