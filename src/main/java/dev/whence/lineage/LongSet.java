package dev.whence.lineage;

import java.util.Arrays;

/** A growing set of longs that are not negative, with open addressing. */
final class LongSet {
    private static final long ABSENT = -1;

    private long[] slots = new long[64];
    private int size;

    LongSet() {
        Arrays.fill(slots, ABSENT);
    }

    /** Whether the value was not there before. */
    boolean add(long value) {
        if (2 * size >= slots.length) {
            grow();
        }
        int slot = slot(value);
        if (slots[slot] == value) {
            return false;
        }
        slots[slot] = value;
        size++;
        return true;
    }

    private int slot(long value) {
        int mask = slots.length - 1;
        int slot = Mix.of(value) & mask;
        while (slots[slot] != ABSENT && slots[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        Arrays.fill(slots, ABSENT);
        for (long value : old) {
            if (value != ABSENT) {
                slots[slot(value)] = value;
            }
        }
    }
}
