package dev.whence.dcat;

import dev.whence.vocab.Dct;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDFS;

/**
 * What a record is known and governed by.
 *
 * @param identifier {@code dct:identifier}, else the dataset's own IRI; nothing where it has neither
 * @param titles in the languages that there are
 * @param labels what is called {@code policy_label}, in whatever namespace; one at most, in a good record
 * @param versions what is called {@code dataset_version_id}
 */
public record DatasetFacts(Optional<String> identifier, List<Node> titles, List<String> labels, List<String> versions) {
    private static final Node NOTATION = NodeFactory.createURI("http://www.w3.org/2004/02/skos/core#notation");

    /** Where catalogs have the identifier too, by mistake or by age. */
    private static final List<Node> IDENTIFIERS = List.of(
            Dct.IDENTIFIER,
            NodeFactory.createURI("http://purl.org/dc/elements/1.1/identifier"),
            NodeFactory.createURI("http://www.w3.org/ns/dcat#identifier"));

    private static final List<Node> TITLES =
            List.of(Dct.TITLE, NodeFactory.createURI("http://purl.org/dc/elements/1.1/title"), RDFS.Nodes.label);

    public DatasetFacts {
        titles = List.copyOf(titles);
        labels = List.copyOf(labels);
        versions = List.copyOf(versions);
    }

    /** Reads a dataset's facts. */
    public static DatasetFacts of(Graph graph, Node dataset) {
        return new DatasetFacts(
                identifier(graph, dataset),
                titles(graph, dataset),
                named(graph, dataset, "policy_label"),
                named(graph, dataset, "dataset_version_id"));
    }

    private static Optional<String> identifier(Graph graph, Node dataset) {
        return IDENTIFIERS.stream()
                .flatMap(property -> objects(graph, dataset, property)
                        .flatMap(object -> text(graph, object).stream())
                        .sorted())
                .findFirst()
                .or(() -> dataset.isURI() ? Optional.of(own(dataset.getURI())) : Optional.empty())
                .filter(text -> !text.isBlank());
    }

    private static String own(String iri) {
        return RdfDocument.isRelative(iri) ? RdfDocument.reference(iri) : iri;
    }

    /** A text, an IRI, or a node that has a notation. */
    private static Optional<String> text(Graph graph, Node object) {
        if (object.isLiteral()) {
            return Optional.of(object.getLiteralLexicalForm().strip()).filter(text -> !text.isEmpty());
        }
        return objects(graph, object, NOTATION)
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .min(Comparator.naturalOrder())
                .or(() -> object.isURI() ? Optional.of(own(object.getURI())) : Optional.empty());
    }

    private static List<Node> titles(Graph graph, Node dataset) {
        return TITLES.stream()
                .map(property -> objects(graph, dataset, property)
                        .filter(object -> object.isLiteral()
                                && !object.getLiteralLexicalForm().isBlank())
                        .sorted(Comparator.comparing(Node::toString))
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> named(Graph graph, Node dataset, String localName) {
        Set<String> texts = graph.find(dataset, Node.ANY, Node.ANY).toList().stream()
                .filter(triple ->
                        localName.equals(localName(triple.getPredicate().getURI())))
                .map(triple -> triple.getObject().isLiteral()
                        ? triple.getObject().getLiteralLexicalForm()
                        : triple.getObject().toString())
                .collect(Collectors.toSet());
        return texts.stream().sorted().toList();
    }

    /** The part of an IRI behind its namespace. */
    public static String localName(String iri) {
        return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
    }

    private static Stream<Node> objects(Graph graph, Node subject, Node property) {
        return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream();
    }
}
