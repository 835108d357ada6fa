package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Tiles;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where an event hash stands in the log. It keeps the first eight bytes of each, read from the tiles when somebody first
 * asks, and compares whole hashes before it says yes. Thread safe.
 */
final class EventHashes {
    private final Log log;
    private final TileFiles tiles;
    private long[] heads = new long[Tiles.WIDTH];
    private int count;

    EventHashes(Log log, Disk disk) {
        this.log = log;
        this.tiles = new TileFiles(log.paths(), disk);
    }

    /** The entry with this leaf hash. */
    synchronized OptionalLong sequenceOf(Hash hash) {
        catchUp();
        long head = head(hash);
        for (int sequence = 0; sequence < count; sequence++) {
            if (heads[sequence] == head && log.entry(sequence).leafHash().equals(hash)) {
                return OptionalLong.of(sequence);
            }
        }
        return OptionalLong.empty();
    }

    /** The leaf hashes from one sequence number to before another, all of them published. */
    List<Hash> hashes(long from, long to) {
        List<Hash> hashes = new ArrayList<>((int) (to - from));
        long full = Tiles.fullTiles(0, log.published().size()) * Tiles.WIDTH;
        for (long sequence = from; sequence < to; ) {
            long end = Math.min(to, (sequence / Tiles.WIDTH + 1) * Tiles.WIDTH);
            if (sequence < full) {
                byte[] tile = tiles.tile(0, sequence / Tiles.WIDTH, Tiles.WIDTH);
                for (; sequence < end; sequence++) {
                    hashes.add(Hash.inTile(tile, (int) (sequence % Tiles.WIDTH)));
                }
            } else {
                hashes.add(log.entry(sequence++).leafHash());
            }
        }
        return hashes;
    }

    private void catchUp() {
        long size = log.size();
        while (count < size) {
            long end = Math.min(size, count + 64L * Tiles.WIDTH);
            for (Hash hash : hashes(count, end)) {
                add(head(hash));
            }
        }
    }

    private void add(long head) {
        if (count == heads.length) {
            heads = Arrays.copyOf(heads, count * 2);
        }
        heads[count++] = head;
    }

    static long head(Hash hash) {
        return ByteBuffer.wrap(hash.bytes()).getLong();
    }
}
