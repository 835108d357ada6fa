package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of members that tell a place, beside geometry and bbox ({@code gate/place-members.json}). Immutable. */
final class PlaceMembers {
    private static final String FILE = "/gate/place-members.json";

    private final Set<String> names = new HashSet<>();
    private final Set<String> prefixes = new HashSet<>();

    private PlaceMembers(JsonNode tree) {
        tree.path("names").forEach(name -> names.add(name.asText()));
        tree.path("prefixes").forEach(prefix -> prefixes.add(prefix.asText()));
    }

    static PlaceMembers load() {
        try (InputStream in = PlaceMembers.class.getResourceAsStream(FILE)) {
            return new PlaceMembers(new ObjectMapper().readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean tells(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return names.contains(lower) || prefixes.stream().anyMatch(lower::startsWith);
    }
}
