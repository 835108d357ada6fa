package dev.whence.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;

/**
 * Which ledger entry wrote a graph, by the number under which one database knows the graph's name: 16 bytes a graph, found
 * in a few nanoseconds. It is learned once a graph, from the graph's name, and never changes; so it is the same for every
 * caller. For one database, whose numbers mean nothing in another. Any number of threads read and learn.
 */
final class GraphSequences {
    static final long UNKNOWN = -1;

    private static final int FIRST_SLOTS = 1 << 10;
    private static final int LOOKS = 64;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final ToLongFunction<String> byName;
    /** Pairs of number + 1 and sequence; a slot without a number is free. Its length is a power of two. */
    private volatile long[] slots = new long[2 * FIRST_SLOTS];

    private final AtomicBoolean claimed = new AtomicBoolean();
    private int used;

    /** @param byName gives the sequence of the entry that a graph's IRI names, or {@link #UNKNOWN} */
    GraphSequences(ToLongFunction<String> byName) {
        this.byName = byName;
    }

    /** True once: for who then asks about all graphs, so that no later question takes longer for being the first. */
    boolean claimLearning() {
        return claimed.compareAndSet(false, true);
    }

    /** One of the graphs that are known, seen or not: the same one for the same name; none where there are few. */
    NodeId any(Node name) {
        long[] known = slots;
        int slot = home(known, name.hashCode());
        for (int look = 0; look < LOOKS; look++) {
            long held = (long) CELL.getAcquire(known, slot);
            if (held != 0) {
                return NodeIdFactory.createPtr(held - 1);
            }
            slot = next(known, slot);
        }
        return NodeId.NodeDoesNotExist;
    }

    /** The entry that the graph of this name holds, or {@link #UNKNOWN}; takes as long for the one as for the other. */
    long of(String name) {
        return byName.applyAsLong(name);
    }

    /** The entry that a graph holds, or {@link #UNKNOWN}. */
    long of(NodeId graph, NodeTable names) {
        if (!graph.isPtr()) {
            return UNKNOWN;
        }
        long number = graph.getPtrLocation();
        long known = find(slots, number);
        return known == UNKNOWN ? learn(number, names.getNodeForNodeId(graph).getURI()) : known;
    }

    private static long find(long[] slots, long number) {
        for (int slot = home(slots, number); ; slot = next(slots, slot)) {
            long held = (long) CELL.getAcquire(slots, slot);
            if (held == number + 1) {
                return slots[slot + 1];
            }
            if (held == 0) {
                return UNKNOWN;
            }
        }
    }

    private long learn(long number, String name) {
        long sequence = byName.applyAsLong(name);
        // What is not known may be so in a moment: it is asked for anew.
        if (sequence != UNKNOWN) {
            add(number, sequence);
        }
        return sequence;
    }

    private synchronized void add(long number, long sequence) {
        if (find(slots, number) != UNKNOWN) {
            return;
        }
        if (++used > slots.length / 4) {
            slots = grown(slots);
        }
        place(slots, number, sequence);
    }

    private static long[] grown(long[] old) {
        long[] grown = new long[old.length * 2];
        for (int slot = 0; slot < old.length; slot += 2) {
            if (old[slot] != 0) {
                place(grown, old[slot] - 1, old[slot + 1]);
            }
        }
        return grown;
    }

    private static void place(long[] slots, long number, long sequence) {
        int slot = home(slots, number);
        while (slots[slot] != 0) {
            slot = next(slots, slot);
        }
        slots[slot + 1] = sequence;
        CELL.setRelease(slots, slot, number + 1);
    }

    /** Fibonacci hashing: numbers are offsets into a file, and lie close together. */
    private static int home(long[] slots, long number) {
        int bits = Integer.numberOfTrailingZeros(slots.length) - 1;
        return (int) ((number * 0x9E37_79B9_7F4A_7C15L) >>> (64 - bits)) * 2;
    }

    private static int next(long[] slots, int slot) {
        return (slot + 2) & (slots.length - 1);
    }
}
