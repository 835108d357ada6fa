package dev.whence.feed.rdf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Short names of namespaces, from {@code feed/prefixes.json}. Thread-safe. */
public final class Prefixes {
    /** {@code rdf:type}. */
    static final String TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

    /** {@code xsd:string}, the type of a text that names none. */
    static final String STRING = "http://www.w3.org/2001/XMLSchema#string";

    /** Somebody's own terms are without end. */
    private static final int MOST_TERMS = 2000;

    private static final String RESOURCE = "/feed/prefixes.json";

    private final Map<String, String> namespaces;
    private final Map<String, String> names = new TreeMap<>();
    /** The few terms that come again and again. */
    private final Map<String, Optional<String>> terms = new ConcurrentHashMap<>();

    private Prefixes(Map<String, String> namespaces) {
        this.namespaces = namespaces;
        namespaces.forEach((name, namespace) -> names.put(namespace, name));
    }

    public static Prefixes read() {
        try (InputStream in = Prefixes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + RESOURCE);
            }
            Map<String, String> namespaces = new TreeMap<>();
            JsonNode file = new ObjectMapper().readTree(in);
            file.properties()
                    .forEach(one -> namespaces.put(one.getKey(), one.getValue().asText()));
            return new Prefixes(namespaces);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** By short name. */
    public Map<String, String> namespaces() {
        return namespaces;
    }

    /** The short name of a namespace. */
    Optional<String> of(String namespace) {
        return Optional.ofNullable(names.get(namespace));
    }

    /** Reads {@code dct:title} as an IRI. */
    public String expand(String shortName) {
        int colon = shortName.indexOf(':');
        String namespace = namespaces.get(shortName.substring(0, Math.max(colon, 0)));
        if (namespace == null) {
            throw new IllegalArgumentException("no such prefix: " + shortName);
        }
        return namespace + shortName.substring(colon + 1);
    }

    /**
     * A term of a vocabulary (a property, a class or a datatype) as {@code dct:title}; nothing where no prefix fits, or where
     * what is left is more than a plain name.
     */
    Optional<String> compact(String term) {
        Optional<String> known = terms.get(term);
        if (known != null) {
            return known;
        }
        int end = localName(term);
        Optional<String> compact = end == term.length()
                ? Optional.empty()
                : of(term.substring(0, end)).map(name -> name + ":" + term.substring(end));
        if (terms.size() < MOST_TERMS) {
            terms.put(term, compact);
        }
        return compact;
    }

    /** Where the plain name at the end of an IRI begins: letters, digits, {@code _} and {@code -}, a letter in front. */
    static int localName(String iri) {
        int begin = iri.length();
        while (begin > 0 && isPlain(iri.charAt(begin - 1))) {
            begin--;
        }
        while (begin < iri.length() && !isLetter(iri.charAt(begin))) {
            begin++;
        }
        return begin;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isPlain(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
