package dev.whence.dcat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;

/** The datasets in a graph, each with what belongs to its description and to no other's. Reads the graph and leaves it. */
public final class CatalogGraph {
    private static final Set<Node> DATASETS = Set.of(Dcat.DATASET, Dcat.DATASET_SERIES);

    /** What stands for itself: a description names it and does not hold it. */
    private static final Set<Node> OWN_RECORDS =
            Set.of(Dcat.DATASET, Dcat.DATASET_SERIES, Dcat.CATALOG, Dcat.CATALOG_RECORD);

    private final Graph graph;
    private final ContentKeys keys;
    private final Set<Node> datasets = new LinkedHashSet<>();

    public CatalogGraph(Graph graph) {
        this.graph = graph;
        this.keys = new ContentKeys(graph);
        find();
    }

    private void find() {
        Set<Node> found = new HashSet<>();
        for (Node type : DATASETS) {
            graph.find(Node.ANY, RDF.Nodes.type, type).forEachRemaining(triple -> found.add(triple.getSubject()));
        }
        // What a catalog lists is a dataset, though many catalogs do not type it.
        graph.find(Node.ANY, Dcat.DATASET_PROPERTY, Node.ANY).forEachRemaining(triple -> found.add(triple.getObject()));
        found.removeIf(node -> has(node, RDF.Nodes.type, Dcat.CATALOG) || !saysAnything(node));
        found.stream().sorted(Comparator.comparing(keys::of)).forEach(datasets::add);
    }

    /** A name and a class alone describe nothing: it is what another description refers to. */
    private boolean saysAnything(Node node) {
        return !node.isLiteral()
                && graph.find(node, Node.ANY, Node.ANY)
                        .filterDrop(triple -> triple.getPredicate().equals(RDF.Nodes.type))
                        .hasNext();
    }

    /** Every dataset that the graph describes, in an order that depends on what they say alone. */
    public Collection<Node> datasets() {
        return List.copyOf(datasets);
    }

    /** The one dataset; nothing where there is none, or more than one. */
    public Optional<Node> single() {
        return datasets.size() == 1 ? Optional.of(datasets.iterator().next()) : Optional.empty();
    }

    /** Whether it tells how something was made. */
    public boolean hasActivity() {
        return graph.contains(Node.ANY, RDF.Nodes.type, Prov.ACTIVITY);
    }

    /** A dataset with its distributions, agents, periods, checksums…, and without other datasets. */
    public Graph description(Node dataset) {
        Graph description = GraphFactory.createGraphMem();
        Set<Node> seen = new HashSet<>(Set.of(dataset));
        Deque<Node> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Triple triple : graph.find(open.remove(), Node.ANY, Node.ANY).toList()) {
                Optional<Node> object = reference(dataset, triple.getObject());
                if (object.isEmpty()) {
                    continue;
                }
                Node node = object.get();
                description.add(Triple.create(triple.getSubject(), triple.getPredicate(), node));
                if (!node.isLiteral() && !node.equals(dataset) && !isOther(dataset, node) && seen.add(node)) {
                    open.add(node);
                }
            }
        }
        if (DATASETS.stream().noneMatch(type -> description.contains(dataset, RDF.Nodes.type, type))) {
            // A catalog that lists it says so; its description by itself would not.
            description.add(Triple.create(dataset, RDF.Nodes.type, Dcat.DATASET));
        }
        return description;
    }

    /**
     * The same as JSON-LD: the same bytes whenever the same is said, whatever the blank nodes are labelled.
     *
     * @throws UnreadableException by the rules {@code rdf:size} and {@code rdf:cycle}
     */
    public ObjectNode document(Node dataset) throws UnreadableException {
        return JsonLdTree.of(description(dataset), dataset);
    }

    /** Another dataset that has no name here is named by its identifier, if that is one. */
    private Optional<Node> reference(Node dataset, Node object) {
        if (!object.isBlank() || !isOther(dataset, object)) {
            return Optional.of(object);
        }
        return graph
                .find(object, Dct.IDENTIFIER, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(name -> name.isLiteral() && RdfDocument.isIri(name.getLiteralLexicalForm()))
                .mapWith(name -> NodeFactory.createURI(name.getLiteralLexicalForm()))
                .toList()
                .stream()
                .min(Comparator.comparing(Node::getURI));
    }

    private boolean isOther(Node dataset, Node node) {
        return !node.equals(dataset)
                && (datasets.contains(node) || OWN_RECORDS.stream().anyMatch(type -> has(node, RDF.Nodes.type, type)));
    }

    private boolean has(Node subject, Node property, Node object) {
        return graph.contains(subject, property, object);
    }
}
