package dev.whence.access;

/**
 * What one caller sees at one instant: an entry's graph, steps and bytes, or nothing of it. The same answer for the same
 * entry however often it is asked; safe for use by several threads.
 */
@FunctionalInterface
public interface Sight {
    /** For those who stand above rights: the projector, rebuilds, a person at the data folder. */
    Sight ALL = sequence -> true;

    /** @param sequence of a ledger entry; what is not known yet is not seen */
    boolean sees(long sequence);

    /** Whether an entry of such rights would be seen, for one that has no place in the ledger yet. */
    default boolean wouldSee(Rights rights) {
        return isWhole();
    }

    /**
     * Whether it is known to see each of the first so many entries, so that none of them need be asked for one by one; if
     * not, it may see all of them none the less.
     */
    default boolean seesAll(long size) {
        return isWhole();
    }

    /** Whether it has hidden anything that there is, since it was made: for the audit trail, and never for the caller. */
    default boolean hasHidden() {
        return false;
    }

    /** Whether nothing is hidden, so that nothing need be filtered. */
    default boolean isWhole() {
        return this == ALL;
    }
}
