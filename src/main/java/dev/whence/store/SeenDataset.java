package dev.whence.store;

import dev.whence.access.Sight;
import java.util.Iterator;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.sparql.core.DatasetGraphBaseFind;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Transactional;
import org.apache.jena.sparql.core.TransactionalTrait;
import org.apache.jena.sparql.util.Context;

/**
 * The dataset of somebody who does not see everything. It is no wrapper, so that no part of Jena finds the database behind
 * it: whatever asks it for quads, graphs or names gets what {@link SeenQuads} lets through. As in {@link ReadView}, the
 * default graph of queries is the union, made by {@link SeenEngine}.
 */
final class SeenDataset extends DatasetGraphBaseFind implements TransactionalTrait {
    private final ReadView view;
    private final Sight sight;
    private final Context context;

    /** @param view of this dataset's own: a thread may read others meanwhile */
    SeenDataset(ReadView view, Sight sight, Context context) {
        this.view = view;
        this.sight = sight;
        this.context = context;
    }

    /** What is seen in the transaction under way. */
    SeenQuads quads() {
        return new SeenQuads(view.get(), view.sequences(), sight);
    }

    @Override
    public Transactional getTxn() {
        return view;
    }

    @Override
    public boolean supportsTransactions() {
        return true;
    }

    @Override
    public boolean supportsTransactionAbort() {
        return true;
    }

    @Override
    public Context getContext() {
        return context;
    }

    @Override
    public PrefixMap prefixes() {
        return PrefixMapFactory.emptyPrefixMap();
    }

    /** Empty: quads outside of named graphs there are none. */
    @Override
    public Graph getDefaultGraph() {
        return new SeenGraph(this, Quad.defaultGraphIRI);
    }

    @Override
    public SeenGraph getUnionGraph() {
        return new SeenGraph(this, Quad.unionGraph);
    }

    @Override
    public Graph getGraph(Node name) {
        return new SeenGraph(this, name);
    }

    @Override
    public Iterator<Node> listGraphNodes() {
        return quads().graphs();
    }

    @Override
    protected Iterator<Quad> findInDftGraph(Node subject, Node predicate, Node object) {
        return Iter.nullIterator();
    }

    @Override
    protected Iterator<Quad> findInSpecificNamedGraph(Node graph, Node subject, Node predicate, Node object) {
        return quads().find(graph, subject, predicate, object);
    }

    @Override
    protected Iterator<Quad> findInAnyNamedGraphs(Node subject, Node predicate, Node object) {
        return quads().find(Node.ANY, subject, predicate, object);
    }

    @Override
    public Iterator<Quad> findQuadsInUnionGraph(Node subject, Node predicate, Node object) {
        return quads().union(subject, predicate, object);
    }

    /** How many graphs are seen, as Jena counts a dataset. */
    @Override
    public long size() {
        return Iter.count(listGraphNodes());
    }

    @Override
    public void addGraph(Node name, Graph graph) {
        throw readOnly();
    }

    @Override
    public void removeGraph(Node name) {
        throw readOnly();
    }

    @Override
    public void add(Quad quad) {
        throw readOnly();
    }

    @Override
    public void delete(Quad quad) {
        throw readOnly();
    }

    @Override
    public void clear() {
        throw readOnly();
    }

    @Override
    public void deleteAny(Node graph, Node subject, Node predicate, Node object) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("The graph is written from the ledger only");
    }

    @Override
    public String toString() {
        return "the graph of the ledger";
    }
}
