package dev.whence.store;

import java.util.Iterator;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/** One graph of a {@link SeenDataset}, or the union of them. */
final class SeenGraph extends GraphView {
    private final SeenDataset dataset;

    /** @param name of a graph, seen or not, or one of Jena's own names for the default graph and the union */
    SeenGraph(SeenDataset dataset, Node name) {
        super(dataset, name);
        this.dataset = dataset;
    }

    /** Where to match patterns: {@link Node#ANY} is the union. */
    Node place() {
        Node name = getGraphName();
        return name == null ? Quad.defaultGraphIRI : Quad.isUnionGraph(name) ? Node.ANY : name;
    }

    @Override
    public SeenDataset getDataset() {
        return dataset;
    }

    /** The dataset gives each triple once. */
    @Override
    protected ExtendedIterator<Triple> graphUnionFind(Node subject, Node predicate, Node object) {
        Iterator<Quad> quads = dataset.find(Quad.unionGraph, subject, predicate, object);
        return WrappedIterator.createNoRemove(Iter.map(quads, Quad::asTriple));
    }
}
