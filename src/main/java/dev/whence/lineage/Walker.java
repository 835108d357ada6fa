package dev.whence.lineage;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * One breadth-first walk in one direction. Nodes are taken in the order found, which follows the receipts' own
 * order and nothing hidden; crossings stay in their depth, and nothing beyond a limit is touched, so that the cost follows
 * the answer.
 */
final class Walker implements Step.Sink {
    private final Step step;
    private final Hidden hidden;
    private final int maxDepth;
    private final WalkOptions.Limits limits;

    private final FoundNodes nodes = new FoundNodes();
    private final LongSet states = new LongSet();
    private final FoundEdges edges = new FoundEdges();
    private final Set<Cut> cuts = EnumSet.noneOf(Cut.class);
    private final Set<Integer> hubs = new TreeSet<>();

    private States now = new States();
    private States later = new States();
    private int depth;
    private int near;
    private boolean again;
    private int fanOut;
    private boolean full;

    Walker(Step step, Hidden hidden, WalkOptions options) {
        this.step = step;
        this.hidden = hidden;
        this.maxDepth = options.maxDepth();
        this.limits = options.limits();
    }

    /** States to take further: an entity in the upper half, its context in the lower. */
    private static final class States {
        private long[] held = new long[64];
        private int size;

        void add(long state) {
            if (size == held.length) {
                held = Arrays.copyOf(held, 2 * size);
            }
            held[size++] = state;
        }
    }

    void root(int entity, int context) {
        reach(entity, context, 0);
    }

    void walk() {
        for (depth = 0; depth <= maxDepth && now.size > 0 && !full; depth++) {
            // The list grows while it is read: crossings add to their own depth.
            for (int i = 0; i < now.size && !full; i++) {
                near = (int) (now.held[i] >>> 32);
                again = !nodes.expand(nodes.row(near));
                fanOut = 0;
                if (!cuts.contains(Cut.POLICY) && hidden.leadsOn(near)) {
                    cuts.add(Cut.POLICY);
                }
                step.expand(near, (int) now.held[i] + Step.BEFORE_ALL, this);
            }
            now.size = 0;
            States swap = now;
            now = later;
            later = swap;
        }
    }

    @Override
    public boolean edge(Relation relation, int run, int statement, boolean superseded, int far, int farContext) {
        int farDepth = relation.crosses() ? depth : depth + 1;
        if (farDepth > maxDepth) {
            cuts.add(Cut.DEPTH);
            return false;
        }
        if (++fanOut > limits.fanOut()) {
            cuts.add(Cut.HUB);
            hubs.add(near);
            return false;
        }
        int row = edges.size() < limits.edges() ? reach(far, farContext, farDepth) : FoundNodes.ABSENT;
        if (row == FoundNodes.ABSENT) {
            cuts.add(Cut.LIMIT);
            full = true;
            return false;
        }
        int marks = FoundEdges.marks(relation, superseded, farDepth);
        nodes.lastEdge(row, edges.add(near, far, run, statement, marks, nodes.lastEdge(row), again));
        return true;
    }

    /** The entity's row; absent where the answer has no room for it. */
    private int reach(int entity, int context, int at) {
        int row = nodes.row(entity);
        if (row == FoundNodes.ABSENT) {
            if (nodes.size() >= limits.nodes()) {
                return FoundNodes.ABSENT;
            }
            row = nodes.add(entity, at);
        }
        long state = (long) entity << 32 | (context - Step.BEFORE_ALL);
        if (context == Step.ALL ? nodes.openAll(row) : states.add(state)) {
            (at == depth ? now : later).add(state);
        }
        return row;
    }

    FoundNodes nodes() {
        return nodes;
    }

    FoundEdges edges() {
        return edges;
    }

    Set<Cut> cuts() {
        return cuts;
    }

    Set<Integer> hubs() {
        return hubs;
    }
}
