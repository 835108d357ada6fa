package dev.whence.lineage;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The answer of one walk over one snapshot, in numbers. Equal ledgers give equal answers.
 *
 * @param roots the entities that the walk began at
 * @param nodes each entity once, with its least depth; by depth, then in the order found
 * @param edges in the order found: by depth
 * @param cuts empty when the answer is complete
 * @param hubs the entities whose neighbours were cut
 * @param size the ledger size that the walk saw
 */
public record Walk(
        List<Integer> roots, List<Node> nodes, List<Edge> edges, Set<Cut> cuts, Set<Integer> hubs, long size) {
    public Walk {
        roots = List.copyOf(roots);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    public boolean complete() {
        return cuts.isEmpty();
    }

    /**
     * One entity.
     *
     * @param depth generations from the nearest root
     * @param sequence the newest entry that generated it or, where none did, that mentions it: its names are there
     * @param generated whether that entry generated it
     * @param superseded whether only superseded entries mention it
     */
    public record Node(int entity, EntityKind kind, int depth, long sequence, boolean generated, boolean superseded) {}

    /**
     * One step.
     *
     * @param from the ancestor
     * @param to the derived entity; for {@link Relation#SAME_BYTES} the two are equals, and {@code from} is the one that
     *     lies farther up
     * @param direction {@link Direction#UP} or {@link Direction#DOWN}: which walk found it
     * @param depth of the node that the step leads to
     * @param sequence the entry that makes it true (for two, the later); none for equal bytes
     */
    public record Edge(
            int from,
            int to,
            Relation relation,
            Direction direction,
            int depth,
            OptionalLong sequence,
            boolean superseded) {}
}
