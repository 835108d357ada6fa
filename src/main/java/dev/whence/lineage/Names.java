package dev.whence.lineage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * From key to number and back: keys in a column, found through open addressing in 256 small tables, so that one table's
 * growth never holds up the writer for long. One thread writes, any number read.
 */
final class Names {
    static final int NONE = -1;

    private static final int SHARDS = 256;
    private static final int FIRST_SLOTS = 16;
    private static final double FULL = 0.82;
    private static final double GROWTH = 1.2;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

    private final LongColumn keys = new LongColumn();
    /** What is listed under a name: a head into {@link Postings}. */
    private final IntColumn heads = new IntColumn();

    private final AtomicReferenceArray<int[]> shards = new AtomicReferenceArray<>(SHARDS);
    private final int[] used = new int[SHARDS];

    Names() {
        for (int i = 0; i < SHARDS; i++) {
            shards.set(i, new int[FIRST_SLOTS]);
        }
    }

    int size() {
        return heads.size();
    }

    /** The name's number, or {@link #NONE}. */
    int find(Key key) {
        int[] slots = shards.get(shard(key.high()));
        for (int slot = home(key.high(), slots.length); ; slot = next(slot, slots.length)) {
            int held = (int) SLOT.getAcquire(slots, slot);
            if (held == 0) {
                return NONE;
            }
            if (holds(held - 1, key)) {
                return held - 1;
            }
        }
    }

    int findOrAdd(Key key) {
        int found = find(key);
        return found == NONE ? add(key) : found;
    }

    Key key(int name) {
        return new Key(keys.get(2 * name), keys.get(2 * name + 1));
    }

    boolean is(int name, NameKind kind) {
        return (keys.get(2 * name + 1) & Key.KIND_BITS) == kind.code();
    }

    int head(int name) {
        return heads.acquire(name);
    }

    void head(int name, int head) {
        heads.release(name, head);
    }

    long bytes() {
        long held = keys.bytes() + heads.bytes();
        for (int i = 0; i < SHARDS; i++) {
            held += 16 + 4L * shards.get(i).length;
        }
        return held;
    }

    private int add(Key key) {
        int name = heads.append(Postings.EMPTY);
        keys.append(key.high());
        keys.append(key.low());
        int shard = shard(key.high());
        used[shard]++;
        if (used[shard] > FULL * shards.get(shard).length) {
            grow(shard);
        }
        place(shards.get(shard), key.high(), name);
        return name;
    }

    private void grow(int shard) {
        int[] old = shards.get(shard);
        int[] grown = new int[(int) (old.length * GROWTH) + 1];
        for (int held : old) {
            if (held != 0) {
                place(grown, keys.get(2 * (held - 1)), held - 1);
            }
        }
        shards.set(shard, grown);
    }

    private static void place(int[] slots, long high, int name) {
        int slot = home(high, slots.length);
        while (slots[slot] != 0) {
            slot = next(slot, slots.length);
        }
        SLOT.setRelease(slots, slot, name + 1);
    }

    private boolean holds(int name, Key key) {
        return keys.get(2 * name) == key.high() && keys.get(2 * name + 1) == key.low();
    }

    private static int shard(long high) {
        return (int) (high >>> 56);
    }

    /** The 32 bits behind the shard's, scaled to the table: any table length will do, not only powers of two. */
    private static int home(long high, int slots) {
        return (int) (((high >>> 24 & 0xFFFF_FFFFL) * slots) >>> 32);
    }

    private static int next(int slot, int slots) {
        return slot + 1 == slots ? 0 : slot + 1;
    }
}
