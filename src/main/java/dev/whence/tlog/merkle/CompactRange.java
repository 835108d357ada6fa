package dev.whence.tlog.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The roots of the perfect subtrees that a tree is made of, left to right: enough to append to it and to know its root,
 * and no more than 63 hashes. Not thread safe.
 */
public final class CompactRange {
    private final List<Hash> subtrees = new ArrayList<>();
    private long size;

    public long size() {
        return size;
    }

    public void append(Hash leaf) {
        appendSubtree(leaf, 0);
    }

    /**
     * Appends 2^height leaves at once.
     *
     * @throws IllegalArgumentException where the size so far is no multiple of 2^height: the subtree would not stand in
     *     its place
     */
    public void appendSubtree(Hash root, int height) {
        long leaves = 1L << height;
        if ((size & (leaves - 1)) != 0) {
            throw new IllegalArgumentException("a subtree of height " + height + " cannot stand at " + size);
        }
        Hash merged = root;
        for (long left = size >>> height; (left & 1) == 1; left >>>= 1) {
            merged = TreeHasher.node(subtrees.remove(subtrees.size() - 1), merged);
        }
        subtrees.add(merged);
        size += leaves;
    }

    /** The Merkle tree hash of everything appended (RFC 6962 §2.1). */
    public Hash root() {
        if (subtrees.isEmpty()) {
            return TreeHasher.EMPTY_ROOT;
        }
        Hash root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = TreeHasher.node(subtrees.get(i), root);
        }
        return root;
    }
}
