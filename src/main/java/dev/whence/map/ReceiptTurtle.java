package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Spdx;
import dev.whence.vocab.Stac;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.vocabulary.XSD;

/** A receipt's graph as Turtle for people: fixed prefixes, sorted, the same bytes each time. Thread-safe. */
public final class ReceiptTurtle {
    private static final PrefixMapping PREFIXES = PrefixMapping.Factory.create()
            .setNsPrefix("dcat", Dcat.NAMESPACE)
            .setNsPrefix("dcterms", Dct.NAMESPACE)
            .setNsPrefix("prov", Prov.NAMESPACE)
            .setNsPrefix("spdx", Spdx.NAMESPACE)
            .setNsPrefix("stac", Stac.NAMESPACE)
            .setNsPrefix("whence", Whence.NAMESPACE)
            .setNsPrefix("xsd", XSD.NS)
            .lock();

    private final String base;

    /** What was minted under the base is written relative to it; the base itself stands on the first line. */
    public ReceiptTurtle(Iris iris) {
        this.base = iris.base();
    }

    public String write(Graph graph) {
        Graph sorted = new SortedGraph(graph.find(Triple.ANY).toList());
        sorted.getPrefixMapping().setNsPrefixes(PREFIXES);
        return RDFWriter.source(sorted)
                .format(RDFFormat.TURTLE_PRETTY)
                .base(base)
                .asString();
    }
}
