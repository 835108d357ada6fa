package dev.whence.tlog.merkle;

import java.util.Arrays;

/**
 * The tiles of a tree of one size, asked for as they exist: a tile on the right edge has just the width that the size gives
 * it, so a part of it is cut from that one. As thread safe as its source.
 *
 * @param source has the tiles of that size
 */
public record SizedTiles(long size, TileTree.Source source) implements TileTree.Source {
    /** @throws IndexOutOfBoundsException where the tree has not so many hashes there */
    @Override
    public byte[] tile(int level, long index, int width) {
        long there = Math.min(Tiles.hashesAt(level, size) - index * Tiles.WIDTH, Tiles.WIDTH);
        if (there < width) {
            throw new IndexOutOfBoundsException(
                    width + " hashes of tile " + level + "/" + index + ", and there are " + Math.max(there, 0));
        }
        return Arrays.copyOf(source.tile(level, index, (int) there), width * Hash.LENGTH);
    }
}
