package dev.whence.lineage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A growing column of ints in chunks, so that growth never copies what readers read.
 *
 * <p>One thread writes. Plain {@link #get} is for rows below a published size. A row that changes after it was
 * published is written with {@link #release} and read with {@link #acquire}: whoever sees the new value also sees all
 * that was written before it.
 */
final class IntColumn {
    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    private volatile int[][] chunks = new int[4][];
    private int size;

    int size() {
        return size;
    }

    int get(int row) {
        return chunks[row >>> BITS][row & MASK];
    }

    int acquire(int row) {
        return (int) ELEMENT.getAcquire(chunks[row >>> BITS], row & MASK);
    }

    void release(int row, int value) {
        ELEMENT.setRelease(chunks[row >>> BITS], row & MASK, value);
    }

    /** Adds a row and gives its number. */
    int append(int value) {
        int row = size;
        ensureChunk(row >>> BITS);
        chunks[row >>> BITS][row & MASK] = value;
        size = row + 1;
        return row;
    }

    long bytes() {
        long held = 4L * chunks.length;
        for (int[] chunk : chunks) {
            held += chunk == null ? 0 : 16 + 4L * chunk.length;
        }
        return held;
    }

    private void ensureChunk(int chunk) {
        int[][] held = chunks;
        if (chunk < held.length && held[chunk] != null) {
            return;
        }
        int[][] grown = chunk < held.length ? held : Arrays.copyOf(held, held.length * 2);
        grown[chunk] = new int[1 << BITS];
        chunks = grown;
    }
}
