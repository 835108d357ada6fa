package dev.whence.store;

import dev.whence.access.Sight;
import java.util.Iterator;
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
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTable;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * What one caller sees of one state of a database: the only way from a {@link SeenDataset} to the quads. Everything that
 * comes out of an index goes through {@link #test} before anybody else sees it, counts it or joins with it.
 *
 * <p>For one read transaction and its thread.
 */
final class SeenQuads implements Predicate<Tuple<NodeId>> {
    private final DatasetGraphTDB database;
    private final NodeTupleTable quads;
    private final GraphSequences sequences;
    private final Sight sight;

    SeenQuads(DatasetGraph database, GraphSequences sequences, Sight sight) {
        this.database = TDBInternal.requireStorage(database);
        this.quads = this.database.getQuadTable().getNodeTupleTable();
        this.sequences = sequences;
        this.sight = sight;
    }

    /** Whether the graph that a quad lies in is seen. */
    @Override
    public boolean test(Tuple<NodeId> quad) {
        return sees(sequences.of(quad.get(0), quads.getNodeTable()));
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
        return TupleLib.convertToQuads(quads.getNodeTable(), tuples(graph, subject, predicate, object));
    }

    /** Each triple once, however many graphs say it. */
    Iterator<Quad> union(Node subject, Node predicate, Node object) {
        Iterator<Tuple<NodeId>> triples =
                Iter.map(tuples(Node.ANY, subject, predicate, object), SeenQuads::withoutGraph);
        // Whatever index is chosen where no graph is given, the graph comes last in it.
        Iterator<Tuple<NodeId>> distinct = Iter.distinctAdjacent(triples);
        return Iter.map(
                TupleLib.convertToTriples(quads.getNodeTable(), distinct), triple -> new Quad(Quad.unionGraph, triple));
    }

    private static Tuple<NodeId> withoutGraph(Tuple<NodeId> quad) {
        return TupleFactory.create3(quad.get(1), quad.get(2), quad.get(3));
    }

    private Iterator<Tuple<NodeId>> tuples(Node graph, Node subject, Node predicate, Node object) {
        if (graph != Node.ANY && !sees(graph)) {
            return Iter.nullIterator();
        }
        Iterator<Tuple<NodeId>> all = quads.findAsNodeIds(graph, subject, predicate, object);
        return all == null ? Iter.nullIterator() : Iter.filter(all, this);
    }

    /** The names of the graphs that are seen, each once. */
    Iterator<Node> graphs() {
        TupleIndexRecord index = quads.getTupleTable().selectIndex("G", TupleIndexRecord.class);
        BPlusTree tree = (BPlusTree) index.getRangeIndex();
        Iterator<NodeId> names =
                Iter.map(tree.distinctByKeyPrefix(NodeId.SIZE), entry -> NodeIdFactory.get(entry.getKey(), 0));
        Iterator<NodeId> seen = Iter.filter(names, name -> sees(sequences.of(name, quads.getNodeTable())));
        return Iter.map(seen, quads.getNodeTable()::getNodeForNodeId);
    }

    /**
     * Joins a pattern with solutions, by the database's numbers of nodes.
     *
     * @param graph a name, a variable, or {@link Node#ANY} for the union
     */
    QueryIterator match(Node graph, BasicPattern pattern, QueryIterator input, ExecutionContext context) {
        return PatternMatchTDB2.execute(database, graph, pattern, input, this, context);
    }
}
