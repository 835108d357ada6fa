package dev.whence.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/**
 * A document of PROV as a graph, and what it is known by.
 *
 * @param identifier of what the document tells the making of; nothing where that has none
 * @param labels what it calls {@code policy_label}, of whatever
 * @param versions what it calls {@code dataset_version_id}
 */
public record ProvGraph(Graph graph, Optional<String> identifier, List<String> labels, List<String> versions) {
    public ProvGraph {
        labels = List.copyOf(labels);
        versions = List.copyOf(versions);
    }

    /**
     * Reads PROV-JSON, or PROV-O in any syntax.
     *
     * @throws UnreadableException as {@link RdfDocument#read}, and by {@code prov:no-activity}
     */
    public static ProvGraph of(WrittenRecord written) throws UnreadableException {
        Optional<JsonNode> provJson = written.json().filter(RecordForms::isProvJson);
        return of(provJson.isPresent() ? ProvJson.read(provJson.get()) : written.statements());
    }

    private static ProvGraph of(Graph graph) throws UnreadableException {
        if (!graph.contains(Node.ANY, RDF.Nodes.type, Prov.ACTIVITY)) {
            throw new UnreadableException(
                    "prov:no-activity", "The document tells of no activity, so nothing says how anything was made.");
        }
        return new ProvGraph(
                graph, identifier(graph), named(graph, "policy_label"), named(graph, "dataset_version_id"));
    }

    /** What was made comes first, then what made it. */
    private static Optional<String> identifier(Graph graph) {
        return Stream.concat(
                        graph
                                .find(Node.ANY, Prov.WAS_GENERATED_BY, Node.ANY)
                                .mapWith(Triple::getSubject)
                                .toList()
                                .stream(),
                        graph
                                .find(Node.ANY, RDF.Nodes.type, Prov.ACTIVITY)
                                .mapWith(Triple::getSubject)
                                .toList()
                                .stream()
                                .sorted(Comparator.comparing(Node::toString)))
                .flatMap(thing -> identifiers(graph, thing))
                .findFirst();
    }

    private static Stream<String> identifiers(Graph graph, Node thing) {
        Stream<String> stated = graph.find(thing, Dct.IDENTIFIER, Node.ANY).toList().stream()
                .map(triple -> triple.getObject().isLiteral()
                        ? triple.getObject().getLiteralLexicalForm()
                        : triple.getObject().toString())
                .filter(text -> !text.isBlank())
                .sorted();
        Stream<String> own =
                thing.isURI() && !RdfDocument.isRelative(thing.getURI()) ? Stream.of(thing.getURI()) : Stream.empty();
        return Stream.concat(stated, own);
    }

    private static List<String> named(Graph graph, String localName) {
        return graph.find().toList().stream()
                .filter(triple -> localName.equals(
                        DatasetFacts.localName(triple.getPredicate().getURI())))
                .map(Triple::getObject)
                .map(value -> value.isLiteral() ? value.getLiteralLexicalForm() : value.toString())
                .distinct()
                .sorted()
                .toList();
    }
}
