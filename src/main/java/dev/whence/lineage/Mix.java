package dev.whence.lineage;

/** Spreads numbers that lie close together over a table (the finish of SplitMix64). */
final class Mix {
    private Mix() {}

    static int of(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (int) (mixed ^ (mixed >>> 31));
    }
}
