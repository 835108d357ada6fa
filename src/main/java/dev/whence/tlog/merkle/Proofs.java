package dev.whence.tlog.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Inclusion and consistency proofs of one tree (RFC 6962 §2.1.1, §2.1.2), made from its tiles. As thread safe as the
 * source of its tiles.
 */
public final class Proofs {
    private final long size;
    private final TileTree.Source tiles;

    public Proofs(long size, TileTree.Source tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    /** The Merkle tree hash over all leaves. */
    public Hash root() {
        return size == 0 ? TreeHasher.EMPTY_ROOT : hash(0, size);
    }

    /**
     * The hashes that lead from a leaf to the root, the leaf's neighbour first.
     *
     * @throws IndexOutOfBoundsException where the tree has no such leaf
     */
    public List<Hash> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("leaf " + index + " of " + size);
        }
        List<Hash> proof = new ArrayList<>();
        inclusion(index, 0, size, proof);
        return proof;
    }

    private void inclusion(long index, long from, long to, List<Hash> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            inclusion(index, from, middle, proof);
            proof.add(hash(middle, to));
        } else {
            inclusion(index, middle, to, proof);
            proof.add(hash(from, middle));
        }
    }

    /**
     * The hashes that show that the tree of an earlier size is a prefix of this one.
     *
     * @throws IndexOutOfBoundsException where the earlier size is greater than this tree's, or negative
     */
    public List<Hash> consistency(long earlier) {
        if (earlier < 0 || earlier > size) {
            throw new IndexOutOfBoundsException("size " + earlier + " of " + size);
        }
        List<Hash> proof = new ArrayList<>();
        if (earlier > 0) {
            consistency(earlier, 0, size, true, proof);
        }
        return proof;
    }

    private void consistency(long earlier, long from, long to, boolean wholeIsKnown, List<Hash> proof) {
        if (earlier == to) {
            if (!wholeIsKnown) {
                proof.add(hash(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (earlier <= middle) {
            consistency(earlier, from, middle, wholeIsKnown, proof);
            proof.add(hash(middle, to));
        } else {
            consistency(earlier, middle, to, false, proof);
            proof.add(hash(from, middle));
        }
    }

    /** The largest power of two below n. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** The root over the leaves from (inclusive) to (exclusive). */
    private Hash hash(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            return perfect(from, Long.numberOfTrailingZeros(count));
        }
        long middle = from + split(count);
        return TreeHasher.node(hash(from, middle), hash(middle, to));
    }

    private Hash perfect(long from, int height) {
        int level = height / Tiles.HEIGHT;
        int count = 1 << (height % Tiles.HEIGHT);
        long first = from >>> (level * Tiles.HEIGHT);
        int position = (int) (first % Tiles.WIDTH);
        byte[] tile = tiles.tile(level, first / Tiles.WIDTH, position + count);
        return Tiles.rootOf(tile, position, count);
    }
}
