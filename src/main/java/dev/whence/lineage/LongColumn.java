package dev.whence.lineage;

import java.util.Arrays;

/** A growing column of longs in chunks. One thread writes; a row is read once it lies below a published size. */
final class LongColumn {
    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    private volatile long[][] chunks = new long[4][];
    private int size;

    long get(int row) {
        return chunks[row >>> BITS][row & MASK];
    }

    void append(long value) {
        int row = size;
        ensureChunk(row >>> BITS);
        chunks[row >>> BITS][row & MASK] = value;
        size = row + 1;
    }

    long bytes() {
        long held = 4L * chunks.length;
        for (long[] chunk : chunks) {
            held += chunk == null ? 0 : 16 + 8L * chunk.length;
        }
        return held;
    }

    private void ensureChunk(int chunk) {
        long[][] held = chunks;
        if (chunk < held.length && held[chunk] != null) {
            return;
        }
        long[][] grown = chunk < held.length ? held : Arrays.copyOf(held, held.length * 2);
        grown[chunk] = new long[1 << BITS];
        chunks = grown;
    }
}
