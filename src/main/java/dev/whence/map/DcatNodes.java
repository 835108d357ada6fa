package dev.whence.map;

import dev.whence.dcat.ContentKeys;
import dev.whence.dcat.DatasetFacts;
import dev.whence.dcat.RdfDocument;
import dev.whence.receipt.Iris;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Vcard;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/**
 * Carries what a description says into our graph: every blank node gets a name from its owner and the property that leads to
 * it, relative references become places of ours, and what is said in words of nobody's stays in the document alone. One
 * record, one thread.
 */
final class DcatNodes {
    /** The vocabularies of which the words are carried over. */
    private static final List<String> KNOWN = List.of(
            Dcat.NAMESPACE,
            Dct.NAMESPACE,
            Foaf.NAMESPACE,
            Vcard.NAMESPACE,
            "http://www.w3.org/ns/prov#",
            "http://www.w3.org/ns/adms#",
            "http://www.w3.org/ns/locn#",
            "http://www.w3.org/2004/02/skos/core#",
            "http://www.w3.org/2000/01/rdf-schema#",
            "http://www.w3.org/ns/odrl/2/",
            "http://www.w3.org/ns/dqv#",
            "http://www.w3.org/ns/org#",
            "http://data.europa.eu/r5r/");

    /** What only a record of its own may be called here. */
    private static final Set<Node> RESERVED =
            Set.of(Dcat.DATASET, Dcat.DATASET_SERIES, Dcat.DISTRIBUTION_CLASS, Dcat.CATALOG, Dcat.CATALOG_RECORD);

    /** The words whose value is a text for people; a text where another stands is the name of a thing, if it can be. */
    private static final Set<String> TEXTS = Set.of(
            "title",
            "description",
            "keyword",
            "identifier",
            "version",
            "versionNotes",
            "label",
            "name",
            "prefLabel",
            "altLabel",
            "definition",
            "notation",
            "fn",
            "comment",
            "note",
            "abstract",
            "alternative",
            "value",
            "spatialResolutionInMeters",
            "temporalResolution",
            "characterEncoding",
            "bibliographicCitation");

    private static final Set<String> TIMES = Set.of(
            "issued",
            "modified",
            "created",
            "available",
            "valid",
            "dateAccepted",
            "dateSubmitted",
            "dateCopyrighted",
            "startDate",
            "endDate",
            "startedAtTime",
            "endedAtTime",
            "generatedAtTime",
            "invalidatedAtTime",
            "atTime");

    private final Graph graph;
    private final Statements out;
    private final Hrefs hrefs;
    private final ContentKeys keys;
    private final Map<Node, Node> names = new HashMap<>();
    private final Set<Node> carried = new HashSet<>();
    private final Deque<Node> waiting = new ArrayDeque<>();
    private boolean carrying;

    DcatNodes(Graph graph, Statements out, Optional<String> address) {
        this.graph = graph;
        this.out = out;
        this.hrefs = new Hrefs(out, address);
        this.keys = new ContentKeys(graph);
    }

    /** What a node of the document is called here; what is said of it is said elsewhere. */
    void call(Node node, Node ours) {
        names.put(node, ours);
        carried.add(node);
    }

    Hrefs hrefs() {
        return hrefs;
    }

    /** What is said, in an order that does not depend on labels. */
    List<Node> objects(Node subject, Node property) {
        return sorted(graph.find(subject, property, Node.ANY)
                .mapWith(Triple::getObject)
                .toList());
    }

    private List<Node> sorted(List<Node> nodes) {
        return nodes.stream().sorted(Comparator.comparing(keys::of)).toList();
    }

    String key(Node node) {
        return keys.of(node);
    }

    Graph graph() {
        return graph;
    }

    /** The text of the first of several properties that has one. */
    Optional<String> text(Node subject, Node... properties) {
        for (Node property : properties) {
            Optional<String> found = objects(subject, property).stream()
                    .map(DcatNodes::written)
                    .filter(text -> !text.isBlank())
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A literal's text, or an IRI. */
    static String written(Node node) {
        return node.isLiteral() ? node.getLiteralLexicalForm().strip() : node.isURI() ? node.getURI() : "";
    }

    boolean isDescribed(Node node) {
        return !node.isLiteral() && graph.contains(node, Node.ANY, Node.ANY);
    }

    /** An IRI of the document, as it may stand in ours. */
    Node iri(Node node) {
        Node ours = names.get(node);
        if (ours != null) {
            return ours;
        }
        String iri = node.getURI();
        return RdfDocument.isRelative(iri) ? hrefs.node(RdfDocument.reference(iri)) : node;
    }

    /** Everything that is said of a node in known words, except by some properties. */
    void carry(Node from, Node to, Set<Node> except) {
        List<Node> properties = graph.find(from, Node.ANY, Node.ANY).toList().stream()
                .map(Triple::getPredicate)
                .distinct()
                .filter(property -> !except.contains(property))
                .sorted(Comparator.comparing(Node::getURI))
                .toList();
        for (Node property : properties) {
            if (property.equals(RDF.Nodes.type)) {
                types(from, to);
            } else if (isKnown(property)) {
                carryProperty(from, to, property);
            }
        }
    }

    private void types(Node from, Node to) {
        for (Node type : objects(from, RDF.Nodes.type)) {
            if (type.isURI() && isKnown(type) && !RESERVED.contains(type)) {
                out.type(to, type);
                if (type.equals(Prov.ACTIVITY) && objects(from, Dct.IDENTIFIER).isEmpty()) {
                    out.text(to, Dct.IDENTIFIER, to.getURI());
                }
            }
        }
    }

    private static boolean isKnown(Node term) {
        return KNOWN.stream().anyMatch(namespace -> term.getURI().startsWith(namespace));
    }

    private void carryProperty(Node from, Node to, Node property) {
        List<Node> objects = objects(from, property);
        int unnamed = 0;
        for (Node object : objects) {
            if (object.isLiteral()) {
                literal(to, property, object);
            } else if (object.isURI()) {
                out.say(to, property, named(object));
                identifyAgent(property, object);
            } else if (isDescribed(object)) {
                out.say(to, property, helper(object, to, DatasetFacts.localName(property.getURI()), ++unnamed));
            }
        }
    }

    /** Who took part in an activity is known by an identifier, and where nothing else is said, by a name. */
    private void identifyAgent(Node property, Node agent) {
        if (property.equals(Prov.WAS_ASSOCIATED_WITH)
                && objects(agent, Dct.IDENTIFIER).isEmpty()) {
            out.text(iri(agent), Dct.IDENTIFIER, iri(agent).getURI());
        }
    }

    /** A node that has a name of its own, with what is said of it; not of what is ours to speak of. */
    Node named(Node node) {
        Node iri = iri(node);
        boolean ours = iri.getURI().startsWith(out.iris().base());
        if (!ours && isDescribed(node) && carried.add(node)) {
            waiting.add(node);
            carryWaiting();
        }
        return iri;
    }

    /** One after the other and not one within the other: such nodes may lead to each other without end. */
    private void carryWaiting() {
        if (carrying) {
            return;
        }
        carrying = true;
        while (!waiting.isEmpty()) {
            Node node = waiting.remove();
            carry(node, iri(node), Set.of());
        }
        carrying = false;
    }

    /** A node without a name, named after its owner and what leads to it. */
    Node helper(Node node, Node owner, String part, int number) {
        Node helper = helper(owner, part, number);
        if (carried.add(NodeFactory.createLiteralString(helper.getURI()))) {
            carry(node, helper, Set.of());
        }
        return helper;
    }

    static Node helper(Node owner, String part, int number) {
        String suffix = Iris.segment(part) + (number == 1 ? "" : "-" + number);
        String iri = owner.getURI();
        return NodeFactory.createURI(iri.indexOf('#') < 0 ? Iris.helper(iri, suffix) : iri + "-" + suffix);
    }

    void literal(Node to, Node property, Node object) {
        String local = DatasetFacts.localName(property.getURI());
        String text = object.getLiteralLexicalForm();
        if (TIMES.contains(local)) {
            Optional<Instant> time = RdfValues.time(text);
            time.ifPresent(instant -> out.time(to, property, instant));
        } else if (!TEXTS.contains(local) && RdfValues.isAbsolute(text.strip())) {
            out.say(to, property, NodeFactory.createURI(text.strip()));
        } else if (isPlain(object)) {
            out.say(to, property, Terms.text(text, language(object)));
        } else {
            out.say(to, property, object);
        }
    }

    private static boolean isPlain(Node literal) {
        String type = literal.getLiteralDatatypeURI();
        return !literal.getLiteralLanguage().isEmpty()
                || type.equals(XSDDatatype.XSDstring.getURI())
                || type.startsWith(XSDDatatype.XSD)
                        && !literal.getLiteralDatatype().isValid(literal.getLiteralLexicalForm())
                || type.startsWith(RDF.getURI());
    }

    static Optional<String> language(Node literal) {
        return literal.isLiteral() && !literal.getLiteralLanguage().isEmpty()
                ? Optional.of(literal.getLiteralLanguage())
                : Optional.empty();
    }
}
