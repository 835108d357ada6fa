package dev.whence.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.canonical.JsonLimits;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/**
 * A description as JSON-LD: one tree from its root, with its own context, the same bytes for the same graph whatever its blank
 * nodes are labelled. What is described stands where it is named first. One graph, one thread.
 */
final class JsonLdTree {
    /** In the order in which they are tried. */
    private static final Map<String, String> PREFIXES = prefixes();

    private static final Pattern LOCAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    /** A description in which this many nodes stand is not written out: shared blank nodes can multiply without end. */
    private static final int MOST_NODES = 50_000;

    /** The envelope around it is one level, and a node may hold an array of literals that are objects. */
    private static final int TOP = 2;

    private static final int DEEPEST = JsonLimits.DEFAULTS.maxDepth() - 2;

    private final Graph graph;
    private final ContentKeys keys;
    private final Map<String, String> usable;
    private final Map<String, String> used = new TreeMap<>();
    private final Set<Node> written = new HashSet<>();
    private final Set<Node> open = new HashSet<>();
    private int nodes;

    private JsonLdTree(Graph graph) {
        this.graph = graph;
        this.keys = new ContentKeys(graph);
        this.usable = usable(graph);
    }

    /** @throws UnreadableException by the rule {@code rdf:size} */
    static ObjectNode of(Graph description, Node root) throws UnreadableException {
        JsonLdTree tree = new JsonLdTree(description);
        ObjectNode node = tree.node(root, TOP);
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        tree.used.forEach(context::put);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("@context", context);
        document.setAll(node);
        return document;
    }

    /** @param level of the JSON; what is deeper than is read is not written */
    private ObjectNode node(Node node, int level) throws UnreadableException {
        if (level > DEEPEST) {
            throw new UnreadableException(
                    "rdf:size",
                    "The description leads from one thing to the next further than is kept; describe what lies behind"
                            + " in a record of its own.");
        }
        if (++nodes > MOST_NODES) {
            throw new UnreadableException("rdf:size", "The description grows beyond what is kept; share less in it.");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (node.isURI()) {
            object.put("@id", reference(node));
            written.add(node);
        }
        open.add(node);
        for (Map.Entry<String, List<Node>> property : properties(node).entrySet()) {
            if (property.getKey().equals(RDF.Nodes.type.getURI())) {
                object.set("@type", types(property.getValue()));
            } else {
                object.set(name(property.getKey()), values(property.getValue(), level + 1));
            }
        }
        open.remove(node);
        return object;
    }

    private Map<String, List<Node>> properties(Node subject) {
        return graph.find(subject, Node.ANY, Node.ANY).toList().stream()
                .collect(Collectors.groupingBy(
                        triple -> triple.getPredicate().getURI(),
                        TreeMap::new,
                        Collectors.mapping(Triple::getObject, Collectors.toList())));
    }

    private JsonNode types(List<Node> types) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        types.stream()
                .filter(Node::isURI)
                .map(type -> name(type.getURI()))
                .sorted()
                .forEach(array::add);
        return array.size() == 1 ? array.get(0) : array;
    }

    private JsonNode values(List<Node> values, int level) throws UnreadableException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int below = values.size() == 1 ? level : level + 1;
        for (Node value : values.stream().sorted(Comparator.comparing(keys::of)).toList()) {
            array.add(value(value, below));
        }
        return array.size() == 1 ? array.get(0) : array;
    }

    private JsonNode value(Node value, int level) throws UnreadableException {
        if (value.isLiteral()) {
            return literal(value);
        }
        if (open.contains(value) && value.isBlank()) {
            throw new UnreadableException(
                    "rdf:cycle", "A blank node leads back to itself; give it an IRI, or take the way back out.");
        }
        boolean described = graph.contains(value, Node.ANY, Node.ANY) && !written.contains(value);
        if (described) {
            return node(value, level);
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        return value.isBlank() ? named : named.put("@id", reference(value));
    }

    private JsonNode literal(Node value) {
        String text = value.getLiteralLexicalForm();
        if (!value.getLiteralLanguage().isEmpty()) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("@value", text)
                    .put("@language", value.getLiteralLanguage());
        }
        String type = value.getLiteralDatatypeURI();
        return type.equals(XSDDatatype.XSDstring.getURI())
                ? TextNode.valueOf(text)
                : JsonNodeFactory.instance.objectNode().put("@value", text).put("@type", name(type));
    }

    private static String reference(Node node) {
        String iri = node.getURI();
        return RdfDocument.isRelative(iri) ? RdfDocument.reference(iri) : iri;
    }

    private String name(String iri) {
        for (Map.Entry<String, String> prefix : usable.entrySet()) {
            String local = iri.startsWith(prefix.getValue())
                    ? iri.substring(prefix.getValue().length())
                    : "";
            if (LOCAL.matcher(local).matches()) {
                used.put(prefix.getKey(), prefix.getValue());
                return prefix.getKey() + ":" + local;
            }
        }
        return iri;
    }

    /** A prefix that is the scheme of something named here would be taken for the one when it is the other. */
    private static Map<String, String> usable(Graph graph) {
        Map<String, String> usable = new LinkedHashMap<>(PREFIXES);
        for (Triple triple : graph.find().toList()) {
            scheme(triple.getSubject()).ifPresent(usable::remove);
            scheme(triple.getObject()).ifPresent(usable::remove);
        }
        return usable;
    }

    private static Optional<String> scheme(Node node) {
        String iri = node.isURI() ? node.getURI() : "";
        int colon = iri.indexOf(':');
        return colon > 0 && !iri.startsWith("//", colon + 1) ? Optional.of(iri.substring(0, colon)) : Optional.empty();
    }

    private static Map<String, String> prefixes() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("dcat", "http://www.w3.org/ns/dcat#");
        prefixes.put("dct", "http://purl.org/dc/terms/");
        prefixes.put("foaf", "http://xmlns.com/foaf/0.1/");
        prefixes.put("prov", "http://www.w3.org/ns/prov#");
        prefixes.put("spdx", "http://spdx.org/rdf/terms#");
        prefixes.put("vcard", "http://www.w3.org/2006/vcard/ns#");
        prefixes.put("locn", "http://www.w3.org/ns/locn#");
        prefixes.put("adms", "http://www.w3.org/ns/adms#");
        prefixes.put("skos", "http://www.w3.org/2004/02/skos/core#");
        prefixes.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
        prefixes.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        prefixes.put("pod", "https://project-open-data.cio.gov/v1.1/schema#");
        prefixes.put("kfm", "https://kfm.local/ns#");
        return prefixes;
    }
}
