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
    private final Set<String> prefixesOfNumbers = new HashSet<>();
    private final Set<String> properties = new HashSet<>();
    private final Set<String> geometries = new HashSet<>();
    private final Set<String> places = new HashSet<>();

    private PlaceMembers(JsonNode tree) {
        tree.path("names").forEach(name -> names.add(name.asText()));
        tree.path("prefixes").forEach(prefix -> prefixes.add(prefix.asText()));
        tree.path("prefixesOfNumbers").forEach(prefix -> prefixesOfNumbers.add(prefix.asText()));
        tree.path("properties").forEach(property -> properties.add(property.asText()));
        tree.path("geometries").forEach(property -> geometries.add(property.asText()));
        tree.path("places").forEach(property -> places.add(property.asText()));
    }

    static PlaceMembers load() {
        try (InputStream in = PlaceMembers.class.getResourceAsStream(FILE)) {
            return new PlaceMembers(new ObjectMapper().readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether a property of RDF tells one coordinate, or a place by its name. */
    boolean isProperty(String iri) {
        return properties.contains(iri);
    }

    /** Whether a property of RDF is called like a member that tells a place, in whatever namespace. */
    boolean isCalledLikeOne(String iri) {
        String lower = iri.toLowerCase(Locale.ROOT);
        return names.contains(lower.substring(Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('#')) + 1));
    }

    /** Whether the values of a property of RDF are geometries, whatever their type. */
    boolean isGeometry(String iri) {
        return geometries.contains(iri);
    }

    /** Whether the values of a property of RDF are places: four numbers are a box, words are a name. */
    boolean isPlace(String iri) {
        return places.contains(iri);
    }

    /** Whether a member has a name, in whatever case and behind whatever prefix. */
    static boolean isNamed(String member, String name) {
        return local(member.toLowerCase(Locale.ROOT)).equals(name);
    }

    boolean tells(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return names.contains(local(lower)) || prefixes.stream().anyMatch(lower::startsWith);
    }

    /** Whether a member that tells a place may tell it in words too. */
    boolean tellsInWords(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return prefixesOfNumbers.stream().noneMatch(lower::startsWith);
    }

    private static String local(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
