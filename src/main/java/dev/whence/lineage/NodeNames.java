package dev.whence.lineage;

import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the names of a walk's nodes by reading the entries that mention them. Keeps the last entries read, for the
 * members of one receipt are often asked for together. For one thread.
 */
public final class NodeNames {
    private final LineageSnapshot snapshot;
    private final EntryNames entries;
    private final Map<Long, Entry> held;

    private record Entry(LineageFacts facts, Map<EntityKey, Thing> things) {}

    /**
     * Names for the answers of one snapshot.
     *
     * @param bound how many entries are kept
     */
    public NodeNames(LineageSnapshot snapshot, EntryNames entries, int bound) {
        this.snapshot = snapshot;
        this.entries = entries;
        this.held = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Entry> eldest) {
                return size() > bound;
            }
        };
    }

    /**
     * The name of an entity.
     *
     * @param sequence an entry that mentions it
     * @throws IllegalStateException where the entry does not mention it: the index and the ledger disagree
     */
    public Thing thing(int entity, long sequence) {
        Thing thing = entry(sequence).things().get(snapshot.key(entity));
        if (thing == null) {
            throw new IllegalStateException("entry " + sequence + " does not name what the lineage index says it does");
        }
        return thing;
    }

    public LineageFacts facts(long sequence) {
        return entry(sequence).facts();
    }

    private Entry entry(long sequence) {
        Entry known = held.get(sequence);
        if (known != null) {
            return known;
        }
        LineageFacts facts = entries.factsOf(sequence);
        Entry read = new Entry(facts, snapshot.things(facts));
        held.put(sequence, read);
        return read;
    }
}
