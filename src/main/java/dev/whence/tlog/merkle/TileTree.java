package dev.whence.tlog.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree that grows tile by tile: it holds the right edge (at each level the hashes of the tile that is not full yet) and
 * hands over each tile as it becomes full. Not thread safe.
 */
public final class TileTree {
    /** Takes the full tiles, lower levels first. */
    public interface FullTiles {
        void full(int level, long index, byte[] tile);
    }

    /** Gives the hashes of tiles that exist. */
    public interface Source {
        /** At least the first {@code width} hashes of a tile. */
        byte[] tile(int level, long index, int width);
    }

    /** The hashes of one level's last tile. */
    private static final class Edge {
        private final byte[] hashes = new byte[Tiles.WIDTH * Hash.LENGTH];
        private int width;
    }

    private final List<Edge> edges = new ArrayList<>();
    private final FullTiles fullTiles;
    private long size;

    public TileTree(FullTiles fullTiles) {
        this.fullTiles = fullTiles;
    }

    /** A tree of a known size, from the tiles on its right edge. */
    public static TileTree restore(long size, Source source, FullTiles fullTiles) {
        TileTree tree = new TileTree(fullTiles);
        tree.size = size;
        for (int level = 0; Tiles.hashesAt(level, size) > 0; level++) {
            Edge edge = new Edge();
            edge.width = Tiles.partialWidth(level, size);
            if (edge.width > 0) {
                byte[] tile = source.tile(level, Tiles.fullTiles(level, size), edge.width);
                System.arraycopy(tile, 0, edge.hashes, 0, edge.width * Hash.LENGTH);
            }
            tree.edges.add(edge);
        }
        return tree;
    }

    /** The same tree, growing apart from this one. */
    public TileTree copy(FullTiles sink) {
        return restore(size, (level, index, width) -> edges.get(level).hashes, sink);
    }

    public long size() {
        return size;
    }

    public void append(Hash leaf) {
        append(0, leaf);
        size++;
    }

    private void append(int level, Hash hash) {
        if (level == edges.size()) {
            edges.add(new Edge());
        }
        Edge edge = edges.get(level);
        hash.writeTo(edge.hashes, edge.width);
        edge.width++;
        if (edge.width == Tiles.WIDTH) {
            // The leaf that fills it is not counted in the size yet: the tiles before it are.
            fullTiles.full(level, Tiles.fullTiles(level, size), edge.hashes.clone());
            edge.width = 0;
            append(level + 1, Tiles.rootOf(edge.hashes, 0, Tiles.WIDTH));
        }
    }

    /** How many levels have a hash; those above are empty. */
    public int levels() {
        return edges.size();
    }

    /** The hashes of a level's last tile; empty where the level has only full tiles. */
    public byte[] partialTile(int level) {
        Edge edge = edges.get(level);
        return Arrays.copyOf(edge.hashes, edge.width * Hash.LENGTH);
    }

    public Hash root() {
        CompactRange range = new CompactRange();
        for (int level = edges.size() - 1; level >= 0; level--) {
            Edge edge = edges.get(level);
            for (int i = 0; i < edge.width; i++) {
                range.appendSubtree(Hash.inTile(edge.hashes, i), level * Tiles.HEIGHT);
            }
        }
        return range.root();
    }
}
