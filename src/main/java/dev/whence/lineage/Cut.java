package dev.whence.lineage;

/** Why a walk is not the whole answer. */
public enum Cut {
    /** There is more beyond the greatest depth. */
    DEPTH,
    /** The answer reached its greatest size. */
    LIMIT,
    /** A node has more neighbours than a walk follows; the newest were followed. */
    HUB,
    /** The rest is hidden from who asks: how much, and what, is not said. */
    POLICY
}
