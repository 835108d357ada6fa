package dev.whence.lineage;

import java.util.Arrays;

/** The entities of one walk, each with a row of its own: its least depth, and the last edge that led to it. */
final class FoundNodes {
    static final int ABSENT = -1;

    private static final int OPENED = 1;
    private static final int EXPANDED = 2;

    /** Open addressing; holds row + 1. */
    private int[] slots = new int[128];

    private int[] entities = new int[64];
    private int[] depths = new int[64];
    private int[] lastEdges = new int[64];
    private byte[] flags = new byte[64];
    private int size;

    int size() {
        return size;
    }

    /** The entity's row, or {@link #ABSENT}. */
    int row(int entity) {
        return slots[slot(entity)] - 1;
    }

    int add(int entity, int depth) {
        if (size == entities.length) {
            grow();
        }
        slots[slot(entity)] = size + 1;
        entities[size] = entity;
        depths[size] = depth;
        lastEdges[size] = ABSENT;
        return size++;
    }

    int entity(int row) {
        return entities[row];
    }

    int depth(int row) {
        return depths[row];
    }

    void lower(int row, int depth) {
        depths[row] = Math.min(depths[row], depth);
    }

    int lastEdge(int row) {
        return lastEdges[row];
    }

    void lastEdge(int row, int edge) {
        lastEdges[row] = edge;
    }

    /** Whether the entity is to be taken further for the first time, in all its generations. */
    boolean openAll(int row) {
        return flag(row, OPENED);
    }

    /** Whether the entity is taken further for the first time, in whatever generation. */
    boolean expand(int row) {
        return flag(row, EXPANDED);
    }

    private boolean flag(int row, int flag) {
        boolean first = (flags[row] & flag) == 0;
        flags[row] |= (byte) flag;
        return first;
    }

    private int slot(int entity) {
        int mask = slots.length - 1;
        int slot = Mix.of(entity) & mask;
        while (slots[slot] != 0 && entities[slots[slot] - 1] != entity) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int longer = 2 * size;
        entities = Arrays.copyOf(entities, longer);
        depths = Arrays.copyOf(depths, longer);
        lastEdges = Arrays.copyOf(lastEdges, longer);
        flags = Arrays.copyOf(flags, longer);
        slots = new int[2 * longer];
        for (int row = 0; row < size; row++) {
            slots[slot(entities[row])] = row + 1;
        }
    }
}
