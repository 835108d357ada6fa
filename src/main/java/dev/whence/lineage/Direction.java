package dev.whence.lineage;

/** Which way a walk goes. */
public enum Direction {
    /** To what it was made from. */
    UP,
    /** To what was made from it. */
    DOWN,
    BOTH
}
