package dev.whence.ledger;

import dev.whence.ledger.merkle.Hash;
import dev.whence.ledger.merkle.Tiles;
import dev.whence.ledger.merkle.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The entries under one tile of leaf hashes: for each a big-endian 16-bit length and its bytes (C2SP tlog-tiles). */
final class Bundle {
    private static final int LENGTH_BYTES = 2;

    private final byte[] file;
    /** Where each entry begins, and one more: where the next would. */
    private final int[] starts;

    private final int count;

    private Bundle(byte[] file, int[] starts, int count) {
        this.file = file;
        this.starts = starts;
        this.count = count;
    }

    static byte[] encode(List<Entry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            byte[] bytes = entry.shared();
            out.write(bytes.length >>> 8);
            out.write(bytes.length);
            out.write(bytes, 0, bytes.length);
        }
        return out.toByteArray();
    }

    /** Finds the entries; nothing where the lengths do not add up to a number of entries within a tile. */
    static Optional<Bundle> parse(byte[] file) {
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
        return at == file.length ? Optional.of(new Bundle(file, starts, count)) : Optional.empty();
    }

    /** How many entries it holds. */
    int count() {
        return count;
    }

    byte[] bytes(int position) {
        return Arrays.copyOfRange(file, starts[position], starts[position] + length(position));
    }

    private int length(int position) {
        return starts[position + 1] - LENGTH_BYTES - starts[position];
    }

    Hash leafHash(int position) {
        return TreeHasher.leaf(file, starts[position], length(position));
    }

    Entry entry(int position) throws MalformedEntryException {
        return Entry.parse(bytes(position));
    }

    Event event(int position) throws MalformedEntryException {
        int lineLength = Entry.lineLength(file, starts[position], length(position));
        return EventLine.read(Arrays.copyOfRange(file, starts[position], starts[position] + lineLength));
    }
}
