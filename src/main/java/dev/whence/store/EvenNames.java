package dev.whence.store;

import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetable.NodeTableWrapper;

/**
 * The names in a database, for somebody who does not see all of it: a name that is not there takes as long as one that is
 * there and that nothing which is seen mentions, or the time of an empty answer would tell the one from the other.
 */
final class EvenNames extends NodeTableWrapper {
    private final Consumer<Node> asIfThere;

    /** @param asIfThere does what a search does that finds a few quads and lets none through */
    EvenNames(NodeTable names, Consumer<Node> asIfThere) {
        super(names);
        this.asIfThere = asIfThere;
    }

    @Override
    public NodeId getNodeIdForNode(Node node) {
        NodeId number = super.getNodeIdForNode(node);
        if (NodeId.isDoesNotExist(number)) {
            asIfThere.accept(node);
        }
        return number;
    }
}
