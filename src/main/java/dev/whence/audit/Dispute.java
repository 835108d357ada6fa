package dev.whence.audit;

import dev.whence.tlog.merkle.Hash;

/**
 * Something that does not agree with at least one of the two trees: the one over the entries, the one over the tiles. The
 * signed root decides which of them is right.
 */
record Dispute(Fault fault, boolean agreesWithEntries, boolean agreesWithTiles) {
    /** Whether it is at fault, given which tree has the signed root. */
    boolean isFault(boolean entriesAreRight, boolean tilesAreRight) {
        return !(entriesAreRight && agreesWithEntries) && !(tilesAreRight && agreesWithTiles);
    }

    /** How many hashes lie in an array of them. */
    static int count(byte[] hashes) {
        return hashes.length / Hash.LENGTH;
    }
}
