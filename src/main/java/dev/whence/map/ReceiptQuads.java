package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.LedgerFacts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.atlas.io.IndentedLineBuffer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFormatter;
import org.apache.jena.riot.out.NodeFormatterNT;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.NodeCmp;

/**
 * A receipt's whole graph, ledger facts and all, in one order: what the store keeps, and what an export or a comparison
 * writes. Immutable and safe to share between threads.
 */
public final class ReceiptQuads {
    /** By subject, predicate and object; an order of ours, because a graph in memory has none that lasts. */
    static final Comparator<Triple> BY_TERMS = Comparator.comparing(Triple::getSubject, NodeCmp::compareRDFTerms)
            .thenComparing(Triple::getPredicate, NodeCmp::compareRDFTerms)
            .thenComparing(Triple::getObject, NodeCmp::compareRDFTerms);

    private final LedgerFactsMapper ledgerFacts;

    public ReceiptQuads(Iris iris) {
        this.ledgerFacts = new LedgerFactsMapper(iris);
    }

    /** Completes the mapped graph with the ledger's facts, and gives its quads by subject, predicate and object. */
    public List<Quad> complete(Mapped mapped, LedgerFacts facts) {
        ledgerFacts.add(mapped.graph(), mapped.graphIri(), facts);
        return sorted(mapped.graphIri(), mapped.graph());
    }

    /** The quads of one graph, by subject, predicate and object. */
    public static List<Quad> sorted(String graphIri, Graph graph) {
        Node name = NodeFactory.createURI(graphIri);
        return graph.stream()
                .sorted(BY_TERMS)
                .map(triple -> new Quad(name, triple))
                .toList();
    }

    /** N-Quads with its lines sorted as text, so that equal quads give equal bytes in whatever order they came. */
    public static String nquads(Collection<Quad> quads) {
        NodeFormatter formatter = new NodeFormatterNT();
        return quads.stream().map(quad -> line(quad, formatter)).sorted().collect(Collectors.joining());
    }

    private static String line(Quad quad, NodeFormatter formatter) {
        IndentedLineBuffer out = new IndentedLineBuffer();
        for (Node term : List.of(quad.getSubject(), quad.getPredicate(), quad.getObject(), quad.getGraph())) {
            formatter.format(out, term);
            out.print(' ');
        }
        out.print(".\n");
        return out.asString();
    }
}
