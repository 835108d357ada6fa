package dev.whence.tlog.merkle;

import java.util.List;

/**
 * Checks proofs as RFC 9162 §2.1.3.2 and §2.1.4.2 say, including what is easily left out: that the index lies in the
 * tree and that the proof is neither longer nor shorter than the way to the root.
 */
public final class ProofVerifier {
    private ProofVerifier() {}

    /** Whether the proof leads from the leaf at the index to the root of the tree of that size. */
    public static boolean includes(long index, long size, Hash leaf, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHasher.node(sibling, hash);
                int levels = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= levels;
                last >>>= levels;
            } else {
                hash = TreeHasher.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /**
     * How many hashes lead from a leaf to the root: one for each level on which its subtree has a neighbour. On the right
     * edge there are levels without one.
     *
     * @param index less than the size
     */
    public static int inclusionLength(long index, long size) {
        int length = 0;
        for (long node = index, last = size - 1; last > 0; node >>>= 1, last >>>= 1) {
            length += (node & 1) == 1 || node < last ? 1 : 0;
        }
        return length;
    }

    /** Whether the proof shows that the tree of the earlier size and root is a prefix of the later one. */
    public static boolean isPrefix(long earlier, long later, Hash earlierRoot, Hash laterRoot, List<Hash> proof) {
        if (earlier < 0 || earlier > later) {
            return false;
        }
        if (earlier == later) {
            return proof.isEmpty() && earlierRoot.equals(laterRoot);
        }
        if (earlier == 0) {
            return proof.isEmpty() && earlierRoot.equals(TreeHasher.EMPTY_ROOT);
        }
        boolean earlierIsPerfect = Long.bitCount(earlier) == 1;
        if (!earlierIsPerfect && proof.isEmpty()) {
            return false;
        }
        Hash seed = earlierIsPerfect ? earlierRoot : proof.get(0);
        List<Hash> rest = earlierIsPerfect ? proof : proof.subList(1, proof.size());
        return climbs(earlier, later, seed, rest, earlierRoot, laterRoot);
    }

    private static boolean climbs(
            long earlier, long later, Hash seed, List<Hash> proof, Hash earlierRoot, Hash laterRoot) {
        int skipped = Long.numberOfTrailingZeros(earlier);
        long node = (earlier - 1) >>> skipped;
        long last = (later - 1) >>> skipped;
        Hash first = seed;
        Hash second = seed;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                first = TreeHasher.node(sibling, first);
                second = TreeHasher.node(sibling, second);
                int levels = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= levels;
                last >>>= levels;
            } else {
                second = TreeHasher.node(second, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && first.equals(earlierRoot) && second.equals(laterRoot);
    }
}
