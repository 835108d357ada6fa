package dev.whence.audit;

/**
 * Is told how far a check has come, by the thread that asked for the check and between two steps of it: the right place
 * to let others have the processor, or to throw where nobody wants the result any more.
 */
@FunctionalInterface
public interface Progress {
    /**
     * So many entries are checked.
     *
     * @param done of the entries that will be checked; none while checkpoints are
     * @param all that will be
     */
    void reached(long done, long all);
}
