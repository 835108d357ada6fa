package dev.whence.tlog.tile;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.merkle.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The entries under one tile of leaf hashes: for each a big-endian 16-bit length and its bytes (C2SP tlog-tiles). */
public final class EntryBundle {
    private static final int LENGTH_BYTES = 2;

    private final byte[] file;
    /** Where each entry begins, and one more: where the next would. */
    private final int[] starts;

    private final int count;

    private EntryBundle(byte[] file, int[] starts, int count) {
        this.file = file;
        this.starts = starts;
        this.count = count;
    }

    /** Writes entries one after the other; each must be no longer than 65,535 bytes. */
    public static byte[] encode(List<byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] bytes : entries) {
            out.write(bytes.length >>> 8);
            out.write(bytes.length);
            out.write(bytes, 0, bytes.length);
        }
        return out.toByteArray();
    }

    /** Finds the entries; nothing where the lengths do not add up to a number of entries within a tile. */
    public static Optional<EntryBundle> parse(byte[] file) {
        int[] starts = new int[Tiles.WIDTH + 1];
        int count = 0;
        int at = 0;
        while (at < file.length) {
            if (count == Tiles.WIDTH || at + LENGTH_BYTES > file.length) {
                return Optional.empty();
            }
            int length = ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
            starts[count] = at + LENGTH_BYTES;
            count++;
            at += LENGTH_BYTES + length;
        }
        starts[count] = at + LENGTH_BYTES;
        return at == file.length ? Optional.of(new EntryBundle(file, starts, count)) : Optional.empty();
    }

    /** How many entries it holds. */
    public int count() {
        return count;
    }

    /** The whole file. */
    public byte[] file() {
        return file.clone();
    }

    /** One entry, as it was appended. */
    public byte[] bytes(int position) {
        return Arrays.copyOfRange(file, starts[position], starts[position] + length(position));
    }

    private int length(int position) {
        return starts[position + 1] - LENGTH_BYTES - starts[position];
    }

    public Hash leafHash(int position) {
        return TreeHasher.leaf(file, starts[position], length(position));
    }

    /** One entry's bytes up to the first byte of a value, or all of them: a part that can be read without the rest. */
    public byte[] bytesBefore(int position, byte end) {
        int from = starts[position];
        int to = from;
        while (to < from + length(position) && file[to] != end) {
            to++;
        }
        return Arrays.copyOfRange(file, from, to);
    }
}
