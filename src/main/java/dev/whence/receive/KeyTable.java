package dev.whence.receive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A map from 128-bit keys to sequence numbers, in primitive arrays: 24 bytes a place, filled to two thirds. A million
 * receipts cost about 70 MB here and several times that in a {@code HashMap}. The keys are cut from SHA-256, so two
 * different things with one key are not to be feared, even from somebody who tries.
 *
 * <p>Not thread-safe: the sequencer owns it.
 */
final class KeyTable {
    private static final long NOTHING = -1;

    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private long[] values = emptyValues(1024);
    private int size;

    /** The sequence kept under a key, or -1. */
    long get(Key key) {
        return values[slot(key.high(), key.low())];
    }

    void put(Key key, long sequence) {
        if (size * 3 > values.length * 2) {
            grow();
        }
        int slot = slot(key.high(), key.low());
        if (values[slot] == NOTHING) {
            size++;
        }
        high[slot] = key.high();
        low[slot] = key.low();
        values[slot] = sequence;
    }

    private int slot(long keyHigh, long keyLow) {
        int mask = values.length - 1;
        int slot = (int) keyLow & mask;
        while (values[slot] != NOTHING && (high[slot] != keyHigh || low[slot] != keyLow)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldValues = values;
        high = new long[oldHigh.length * 2];
        low = new long[oldLow.length * 2];
        values = emptyValues(oldValues.length * 2);
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != NOTHING) {
                int slot = slot(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static long[] emptyValues(int length) {
        long[] values = new long[length];
        Arrays.fill(values, NOTHING);
        return values;
    }

    /** The first 128 bits of a SHA-256. */
    record Key(long high, long low) {}

    /** Makes keys. One thread only. */
    static final class Maker {
        private final MessageDigest sha256 = sha256();

        /** @param space keeps the names of different tables apart */
        Key key(String space, String organisation, String name) {
            sha256.update(space.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            sha256.update(organisation.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new Key(hash.getLong(), hash.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }
    }
}
