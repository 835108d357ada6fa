package dev.whence.feed.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.feed.rdf.Prefixes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * What DCAT-AP 3.0.1 asks of a document that is checked alone, as a table: {@code feed/dcat-ap.json}, all names as IRIs.
 * {@link Fitting} goes by it. Immutable.
 *
 * @param names class → the property that its things are named by, of the classes whose things need no more than a type and
 *     a name to be good
 * @param alwaysNamed those of them that must be named
 * @param knownBy class → the properties that tell one of it, which is good if it has them all
 * @param ranges property → the class that its values must be of
 * @param ofDatasets properties whose values must be datasets: they would be stubs on a page that does not describe them
 * @param iris properties that lead to anything that has an IRI
 * @param texts properties that hold literals
 * @param types property → the datatype that its values must have
 * @param atMostOne class → properties that its things have once
 */
record DcatAp(
        Map<String, Node> names,
        Map<String, Set<String>> knownBy,
        Set<String> alwaysNamed,
        Map<String, Node> ranges,
        Set<String> ofDatasets,
        Set<String> iris,
        Set<String> texts,
        Map<String, String> types,
        Map<String, Set<String>> atMostOne) {
    private static final String RESOURCE = "/feed/dcat-ap.json";

    static DcatAp read() {
        try (InputStream in = DcatAp.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + RESOURCE);
            }
            return new Reader(Prefixes.read()).read(new ObjectMapper().readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The class that a property's values must be of. */
    Optional<Node> range(String property) {
        return Optional.ofNullable(ranges.get(property));
    }

    private record Reader(Prefixes prefixes) {
        DcatAp read(JsonNode table) {
            Map<String, String> types = new HashMap<>();
            nodes(table.path("types")).forEach((property, type) -> types.put(property, type.getURI()));
            return new DcatAp(
                    nodes(table.path("named")),
                    sets(table.path("knownBy")),
                    set(table.path("alwaysNamed")),
                    nodes(table.path("ranges")),
                    set(table.path("ofDatasets")),
                    set(table.path("iris")),
                    set(table.path("texts")),
                    types,
                    sets(table.path("atMostOne")));
        }

        private Map<String, Set<String>> sets(JsonNode object) {
            Map<String, Set<String>> sets = new HashMap<>();
            object.properties().forEach(of -> sets.put(iri(of.getKey()), set(of.getValue())));
            return sets;
        }

        private Map<String, Node> nodes(JsonNode object) {
            Map<String, Node> nodes = new HashMap<>();
            object.properties()
                    .forEach(one -> nodes.put(
                            iri(one.getKey()), NodeFactory.createURI(iri(one.getValue().asText()))));
            return nodes;
        }

        private Set<String> set(JsonNode array) {
            Set<String> set = new HashSet<>();
            array.forEach(one -> set.add(iri(one.asText())));
            return set;
        }

        private String iri(String name) {
            return name.contains("//") ? name : prefixes.expand(name);
        }
    }
}
