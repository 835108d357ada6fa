package dev.whence.store;

import dev.whence.access.Sight;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.dboe.trans.bplustree.BPlusTree;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.tdb2.lib.TupleLib;
import org.apache.jena.tdb2.solver.PatternMatchTDB2;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.GraphTDB;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTableWrapper;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * What one caller sees of one state of a database: the only way from a {@link SeenDataset} to the quads. Everything that
 * comes out of an index goes through {@link #test} before anybody else sees it, counts it or joins with it.
 *
 * <p>For one read transaction and its thread.
 */
final class SeenQuads implements Predicate<Tuple<NodeId>> {
    /** Quads about one thing of one entry. */
    private static final int A_FEW = 4;

    private final DatasetGraphTDB database;
    private final NodeTupleTable quads;
    private final NodeTable names;
    private final GraphSequences sequences;
    private final Sight sight;
    /** So that no compiler finds out that the search is for nothing. */
    private boolean inVain = true;

    SeenQuads(DatasetGraph database, GraphSequences sequences, Sight sight) {
        this.database = TDBInternal.requireStorage(database);
        this.quads = this.database.getQuadTable().getNodeTupleTable();
        this.names = new EvenNames(quads.getNodeTable(), this::searchInVain);
        this.sequences = sequences;
        this.sight = sight;
    }

    private void searchInVain(Node name) {
        Iterator<Tuple<NodeId>> some =
                quads.find(sequences.any(name), NodeId.NodeIdAny, NodeId.NodeIdAny, NodeId.NodeIdAny);
        for (int i = 0; i < A_FEW && some.hasNext(); i++) {
            inVain &= test(some.next());
        }
    }

    /** Whether the graph that a quad lies in is seen. */
    @Override
    public boolean test(Tuple<NodeId> quad) {
        return sees(sequences.of(quad.get(0), names));
    }

    /** Whether there is a graph of this name that is seen; decided without a look at the database. */
    boolean sees(Node graph) {
        return graph.isURI() && sees(sequences.of(graph.getURI()));
    }

    private boolean sees(long sequence) {
        return sequence != GraphSequences.UNKNOWN && sight.sees(sequence);
    }

    /** @param graph a name, or {@link Node#ANY} */
    Iterator<Quad> find(Node graph, Node subject, Node predicate, Node object) {
        return TupleLib.convertToQuads(names, tuples(graph, subject, predicate, object));
    }

    /** Each triple once, however many graphs say it. */
    Iterator<Quad> union(Node subject, Node predicate, Node object) {
        Iterator<Tuple<NodeId>> triples =
                Iter.map(tuples(Node.ANY, subject, predicate, object), SeenQuads::withoutGraph);
        // Whatever index is chosen where no graph is given, the graph comes last in it.
        Iterator<Tuple<NodeId>> distinct = Iter.distinctAdjacent(triples);
        return Iter.map(TupleLib.convertToTriples(names, distinct), triple -> new Quad(Quad.unionGraph, triple));
    }

    private static Tuple<NodeId> withoutGraph(Tuple<NodeId> quad) {
        return TupleFactory.create3(quad.get(1), quad.get(2), quad.get(3));
    }

    private Iterator<Tuple<NodeId>> tuples(Node graph, Node subject, Node predicate, Node object) {
        if (graph != Node.ANY && !sees(graph)) {
            return Iter.nullIterator();
        }
        return Iter.filter(quads.find(number(graph), number(subject), number(predicate), number(object)), this);
    }

    private NodeId number(Node node) {
        return node == null || node == Node.ANY ? NodeId.NodeIdAny : names.getNodeIdForNode(node);
    }

    /** The names of the graphs that are seen, each once. */
    Iterator<Node> graphs() {
        Iterator<NodeId> seen = Iter.filter(graphNumbers(), name -> sees(sequences.of(name, names)));
        return Iter.map(seen, names::getNodeForNodeId);
    }

    /** Of all graphs, seen or not. */
    private Iterator<NodeId> graphNumbers() {
        TupleIndexRecord index = quads.getTupleTable().selectIndex("G", TupleIndexRecord.class);
        BPlusTree tree = (BPlusTree) index.getRangeIndex();
        return Iter.map(tree.distinctByKeyPrefix(NodeId.SIZE), entry -> NodeIdFactory.get(entry.getKey(), 0));
    }

    /** Learns which entry each graph holds, until told to stop. */
    void learn(BooleanSupplier stopped) {
        Iterator<NodeId> graphs = graphNumbers();
        while (!stopped.getAsBoolean() && graphs.hasNext()) {
            sequences.of(graphs.next(), names);
        }
    }

    /**
     * Joins a pattern with solutions, by the database's numbers of nodes.
     *
     * @param graph a name, a variable, or {@link Node#ANY} for the union
     */
    QueryIterator match(Node graph, BasicPattern pattern, QueryIterator input, ExecutionContext context) {
        return PatternMatchTDB2.execute(new Place(graph), pattern, input, this, context);
    }

    /** Where a pattern is matched; leads the matcher to the even names. */
    private final class Place extends GraphTDB {
        Place(Node graph) {
            super(database, graph == Node.ANY ? Quad.unionGraph : graph, database.getStoragePrefixes());
        }

        @Override
        public NodeTupleTable getNodeTupleTable() {
            return new NodeTupleTableWrapper(quads) {
                @Override
                public NodeTable getNodeTable() {
                    return names;
                }
            };
        }
    }
}
