package dev.whence.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTable;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * Adds many quads in the order of each index, and drops the graphs that the batch takes away. {@link DatasetGraph#add(Quad)} takes a quad through all indexes, one
 * random leaf of a B+tree after the other; index by index and sorted, neighbours meet in the same leaf, which is then
 * looked up, copied and kept in the processor's caches once. Used inside a write transaction, by its thread.
 */
final class SortedQuads {
    private final NodeTable nodes;
    private final TupleIndex[] indexes;
    /** A receipt names the same few things again and again; the node table's own cache costs more to ask. */
    private final Map<Node, NodeId> ids = new HashMap<>();

    private final List<Tuple<NodeId>> tuples = new ArrayList<>();

    /** @param dataset of TDB2, in a write transaction of this thread */
    static void add(DatasetGraph dataset, List<EntryQuads> batch) {
        SortedQuads quads = new SortedQuads(dataset);
        batch.forEach(entry -> entry.quads().forEach(quads::take));
        quads.addAll();
        batch.forEach(entry -> entry.drops().forEach(graph -> drop(dataset, NodeFactory.createURI(graph))));
    }

    /** The names in the graph stay in the node table, where nothing leads to them, until the folder is filled anew. */
    private static void drop(DatasetGraph dataset, Node graph) {
        if (dataset.containsGraph(graph)) {
            dataset.removeGraph(graph);
            HiddenState.setPurgeDue(dataset);
        }
    }

    private SortedQuads(DatasetGraph dataset) {
        NodeTupleTable table =
                TDBInternal.getDatasetGraphTDB(dataset).getQuadTable().getNodeTupleTable();
        this.nodes = table.getNodeTable();
        this.indexes = table.getTupleTable().getIndexes();
    }

    /** @param quad in a named graph */
    private void take(Quad quad) {
        tuples.add(TupleFactory.create4(
                id(quad.getGraph()), id(quad.getSubject()), id(quad.getPredicate()), id(quad.getObject())));
    }

    private NodeId id(Node node) {
        return ids.computeIfAbsent(node, nodes::getAllocateNodeId);
    }

    private void addAll() {
        for (TupleIndex index : indexes) {
            tuples.sort(order(index));
            tuples.forEach(index::add);
        }
    }

    private static Comparator<Tuple<NodeId>> order(TupleIndex index) {
        int first = index.getMapping().getSlotIdx(0);
        int second = index.getMapping().getSlotIdx(1);
        int third = index.getMapping().getSlotIdx(2);
        int fourth = index.getMapping().getSlotIdx(3);
        return (a, b) -> {
            int order = NodeId.compare(a.get(first), b.get(first));
            order = order != 0 ? order : NodeId.compare(a.get(second), b.get(second));
            order = order != 0 ? order : NodeId.compare(a.get(third), b.get(third));
            return order != 0 ? order : NodeId.compare(a.get(fourth), b.get(fourth));
        };
    }
}
