package dev.whence.audit;

import dev.whence.tlog.merkle.CompactRange;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Tiles;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tree over the leaves of a log: all hashes of the levels above the leaves (one for 256 of the level below), and the
 * leaves of the last bundle where that is not full. Not thread safe.
 */
final class HashLevels {
    private static final int TILE_BYTES = Tiles.WIDTH * Hash.LENGTH;

    /** The hashes of level 1, 2, …. */
    private final List<Column> columns = new ArrayList<>();

    private byte[] lastLeaves = new byte[0];

    /** The hashes of one level. */
    private static final class Column extends ByteArrayOutputStream {
        private long tiles() {
            return count / TILE_BYTES;
        }

        private byte[] tile(long index) {
            int from = Math.toIntExact(index * TILE_BYTES);
            return Arrays.copyOfRange(buf, from, Math.min(from + TILE_BYTES, count));
        }
    }

    /** Appends a bundle's leaf hashes, one behind the other; only the last may be less than a full one. */
    void append(byte[] leaves) {
        if (leaves.length == TILE_BYTES) {
            append(1, Tiles.rootOf(leaves, 0, Tiles.WIDTH));
        } else {
            lastLeaves = leaves;
        }
    }

    /** Appends the root of a full bundle's leaves. */
    void append(Hash rootOfBundle) {
        append(1, rootOfBundle);
    }

    private void append(int level, Hash hash) {
        if (columns.size() < level) {
            columns.add(new Column());
        }
        Column column = columns.get(level - 1);
        column.writeBytes(hash.bytes());
        if (column.size() % TILE_BYTES == 0) {
            append(level + 1, Tiles.rootOf(column.tile(column.tiles() - 1), 0, Tiles.WIDTH));
        }
    }

    /** The highest level that has a hash; 0 where there is no full bundle. */
    int levels() {
        return columns.size();
    }

    /** The hashes of a tile above the leaves, as far as there are any. */
    byte[] tile(int level, long index) {
        return columns.get(level - 1).tile(index);
    }

    /** What was appended in full bundles, to go on with leaf by leaf. */
    CompactRange fullBundles() {
        CompactRange range = new CompactRange();
        for (int level = columns.size(); level > 0; level--) {
            Column column = columns.get(level - 1);
            byte[] edge = column.tile(column.tiles());
            for (int i = 0; i < edge.length / Hash.LENGTH; i++) {
                range.appendSubtree(Hash.inTile(edge, i), level * Tiles.HEIGHT);
            }
        }
        return range;
    }

    Hash root() {
        CompactRange range = fullBundles();
        for (int i = 0; i < lastLeaves.length / Hash.LENGTH; i++) {
            range.append(Hash.inTile(lastLeaves, i));
        }
        return range.root();
    }
}
