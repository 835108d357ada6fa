package dev.whence.map;

import java.util.Collection;
import java.util.List;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/**
 * A few triples in a lasting order, so that a writer gives the same bytes each time. Every look-up is a walk through
 * all of them: for one receipt that is little.
 */
final class SortedGraph extends GraphBase {
    private final List<Triple> triples;

    SortedGraph(Collection<Triple> triples) {
        this.triples = triples.stream().distinct().sorted(ReceiptQuads.BY_TERMS).toList();
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
        return WrappedIterator.create(triples.stream().filter(pattern::matches).iterator());
    }
}
