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
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * What DCAT-AP 3.0.1 asks of a document that is checked alone, as a table: {@code feed/dcat-ap.json}, all names as IRIs.
 * {@link Fitting} goes by it. Immutable.
 *
 * @param classes by IRI
 * @param properties by IRI, of those on whose values something is asked
 */
record DcatAp(Map<String, Kind> classes, Map<String, Rule> properties) {
    private static final String RESOURCE = "/feed/dcat-ap.json";

    /** Of what nothing is asked. */
    static final Kind ANY_KIND = new Kind(Optional.empty(), false, Set.of(), Set.of());

    /**
     * What is asked of things of a class.
     *
     * @param name the property that they are named by, where they need no more than a type and a name to be good
     * @param alwaysNamed whether they must have a name
     * @param knownBy properties that tell one of the class, which is good only if it has them all; none: nothing tells one
     * @param single properties that each has once at most
     */
    record Kind(Optional<Node> name, boolean alwaysNamed, Set<String> knownBy, Set<String> single) {}

    /** What is asked of the values of a property. */
    sealed interface Rule {}

    /** They must be things of a class. */
    record OfClass(Node type, Kind kind) implements Rule {}

    /** They must be datasets, and would be stubs on a page that does not describe them. */
    record OfDatasets() implements Rule {}

    /** They must be things of any kind. */
    record Things() implements Rule {}

    /** They must be literals; of a datatype, where one is named. */
    record Literals(Optional<String> type) implements Rule {}

    static DcatAp read() {
        try (InputStream in = DcatAp.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + RESOURCE);
            }
            return new Reader(Prefixes.read(), new ObjectMapper().readTree(in)).read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Kind kind(String type) {
        return classes.getOrDefault(type, ANY_KIND);
    }

    private record Reader(Prefixes prefixes, JsonNode table) {
        DcatAp read() {
            Map<String, Kind> classes = classes();
            Map<String, Rule> rules = new HashMap<>();
            table.path("ranges").properties().forEach(one -> {
                String type = iri(one.getValue().asText());
                rules.put(
                        iri(one.getKey()),
                        new OfClass(NodeFactory.createURI(type), classes.getOrDefault(type, ANY_KIND)));
            });
            set("ofDatasets").forEach(property -> rules.put(property, new OfDatasets()));
            set("iris").forEach(property -> rules.put(property, new Things()));
            set("texts").forEach(property -> rules.put(property, new Literals(Optional.empty())));
            table.path("types")
                    .properties()
                    .forEach(one -> rules.put(
                            iri(one.getKey()),
                            new Literals(Optional.of(iri(one.getValue().asText())))));
            return new DcatAp(classes, rules);
        }

        private Map<String, Kind> classes() {
            Set<String> names = new TreeSet<>();
            for (String part : new String[] {"named", "knownBy", "atMostOne"}) {
                table.path(part).fieldNames().forEachRemaining(names::add);
            }
            Set<String> always = set("alwaysNamed");
            Map<String, Kind> classes = new HashMap<>();
            for (String name : names) {
                JsonNode named = table.path("named").path(name);
                classes.put(
                        iri(name),
                        new Kind(
                                named.isMissingNode()
                                        ? Optional.empty()
                                        : Optional.of(NodeFactory.createURI(iri(named.asText()))),
                                always.contains(iri(name)),
                                set(table.path("knownBy").path(name)),
                                set(table.path("atMostOne").path(name))));
            }
            return classes;
        }

        private Set<String> set(String part) {
            return set(table.path(part));
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
