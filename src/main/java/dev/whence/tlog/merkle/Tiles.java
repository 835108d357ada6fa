package dev.whence.tlog.merkle;

/**
 * The geometry of C2SP tlog-tiles: a full tile holds 256 hashes; a hash at level {@code l} is the root of a full tile at
 * level {@code l − 1}, and at level 0 a leaf hash.
 */
public final class Tiles {
    /** How many levels of the tree one tile spans. */
    public static final int HEIGHT = 8;

    /** How many hashes (or, in a bundle, entries) a full tile holds. */
    public static final int WIDTH = 1 << HEIGHT;

    private Tiles() {}

    /** How many hashes a level has in a tree of a size; all levels above the first without any are empty. */
    public static long hashesAt(int level, long size) {
        int shift = level * HEIGHT;
        return shift >= Long.SIZE ? 0 : size >>> shift;
    }

    /** How many hashes the level's last tile has, where it is not full; 0 where all are full. */
    public static int partialWidth(int level, long size) {
        return (int) (hashesAt(level, size) % WIDTH);
    }

    /** How many full tiles a level has. */
    public static long fullTiles(int level, long size) {
        return hashesAt(level, size) / WIDTH;
    }

    /** The root of a whole tile, or of any run of 2^k hashes in it. */
    public static Hash rootOf(byte[] tile, int from, int count) {
        if (count == 1) {
            return Hash.inTile(tile, from);
        }
        int half = count / 2;
        return TreeHasher.node(rootOf(tile, from, half), rootOf(tile, from + half, half));
    }
}
