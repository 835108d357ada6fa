package dev.whence.harvest.read;

import dev.whence.dcat.RdfSyntax;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Hydra;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * Reads a page of a DCAT catalog. The next one is what {@code hydra:next} of a {@code PartialCollectionView} leads to, or
 * {@code hydra:nextPage} of a {@code PagedCollection}, as CKAN and udata read it.
 */
public final class DcatReader implements PageReader {
    @Override
    public Page read(Document document) throws UnreadableException {
        RdfSyntax syntax = Rdf.syntax(document);
        Graph graph = Rdf.graph(document, syntax);
        List<String> troubles = new ArrayList<>();
        List<Page.Event> events = new ArrayList<>();
        Datasets.rdf(document, syntax, troubles).stream()
                .filter(found -> !isForReference(graph, found))
                .forEach(found -> events.add(new Page.Event.There(found)));
        return new Page(events, next(graph, document, troubles), true, total(graph), troubles, document.isImmutable());
    }

    /**
     * A page that has to be understood alone says of a series what its datasets need, though the series is listed, and told
     * in full, on another.
     */
    private static boolean isForReference(Graph graph, Found found) {
        Node named = NodeFactory.createURI(found.id());
        return isPage(graph)
                && graph.contains(named, RDF.type.asNode(), Dcat.DATASET_SERIES)
                && graph.contains(Node.ANY, Dcat.DATASET_PROPERTY, Node.ANY)
                && !graph.contains(Node.ANY, Dcat.DATASET_PROPERTY, named);
    }

    private static boolean isPage(Graph graph) {
        return graph.contains(Node.ANY, RDF.type.asNode(), Hydra.PARTIAL_COLLECTION_VIEW)
                || graph.contains(Node.ANY, RDF.type.asNode(), Terms.PAGED_COLLECTION);
    }

    private static List<URI> next(Graph graph, Document document, List<String> troubles) {
        Optional<Node> next = next(graph, Hydra.PARTIAL_COLLECTION_VIEW, Hydra.NEXT)
                .or(() -> next(graph, Terms.PAGED_COLLECTION, Terms.NEXT_PAGE));
        if (next.isEmpty()) {
            return List.of();
        }
        Optional<URI> target = Addresses.resolve(document.url(), text(next.get()));
        if (target.isEmpty()) {
            troubles.add("the next page of " + document.url() + " has no address that can be followed");
        }
        return target.stream().toList();
    }

    private static Optional<Node> next(Graph graph, Node type, Node predicate) {
        return Graphs.subjects(graph, RDF.type.asNode(), type).stream()
                .flatMap(view -> Graphs.objects(graph, view, predicate).stream())
                .findFirst();
    }

    /** Some write addresses as text. */
    private static String text(Node node) {
        return node.isLiteral() ? node.getLiteralLexicalForm() : node.isURI() ? node.getURI() : "";
    }

    private static OptionalLong total(Graph graph) {
        return graph.find(Node.ANY, Hydra.TOTAL_ITEMS, Node.ANY).toList().stream()
                .map(triple -> text(triple.getObject()))
                .filter(text -> text.matches("[0-9]{1,12}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
