package dev.whence.feed.rdf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * What is said of one thing, in one order: its types first, then by property, then by value.
 *
 * @param subject an IRI
 * @param properties by IRI, each with its values
 */
public record Description(String subject, Map<String, List<Node>> properties) {
    private static final Comparator<Node> BY_TEXT = Comparator.comparing(Description::text)
            .thenComparing(node -> node.isLiteral() ? node.getLiteralDatatypeURI() : "")
            .thenComparing(node -> node.isLiteral() ? node.getLiteralLanguage() : "");

    /** Types stand first, as people and stream readers want them. */
    private static final Comparator<String> TYPE_FIRST = Comparator.<String, Boolean>comparing(
                    property -> !property.equals(Prefixes.TYPE))
            .thenComparing(Comparator.naturalOrder());

    private static String text(Node node) {
        return node.isURI() ? node.getURI() : node.getLiteralLexicalForm();
    }

    /** Everything in order; what is said twice is there once. */
    public static Description of(String subject, Collection<Triple> triples) {
        Map<String, List<Node>> properties = new LinkedHashMap<>();
        for (Triple triple : triples) {
            List<Node> values =
                    properties.computeIfAbsent(triple.getPredicate().getURI(), unused -> new ArrayList<>(1));
            if (!values.contains(triple.getObject())) {
                values.add(triple.getObject());
            }
        }
        return ordered(subject, properties);
    }

    /** @param properties with no value twice; belong to the description from now on */
    static Description ordered(String subject, Map<String, List<Node>> properties) {
        List<String> names = new ArrayList<>(properties.keySet());
        names.sort(TYPE_FIRST);
        Map<String, List<Node>> ordered = new LinkedHashMap<>(names.size() * 2);
        for (String name : names) {
            List<Node> values = properties.getOrDefault(name, List.of());
            if (values.size() > 1) {
                values.sort(BY_TEXT);
            }
            ordered.put(name, values);
        }
        return new Description(subject, ordered);
    }

    /** One description for each subject, in the order of their IRIs. */
    public static List<Description> all(Collection<Triple> triples) {
        Descriptions all = new Descriptions();
        triples.forEach(triple -> all.say(triple.getSubject(), triple.getPredicate(), triple.getObject()));
        return all.ordered();
    }

    /** Its values for a property; none where nothing is said. */
    public List<Node> values(Node property) {
        return properties.getOrDefault(property.getURI(), List.of());
    }

    /** Its types. */
    List<Node> types() {
        return properties.getOrDefault(Prefixes.TYPE, List.of());
    }

    /** All but its types. */
    Map<String, List<Node>> facts() {
        Map<String, List<Node>> facts = new LinkedHashMap<>(properties);
        facts.remove(Prefixes.TYPE);
        return facts;
    }
}
