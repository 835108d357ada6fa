package dev.whence.audit;

/** Is told how far a check has come; called now and then by the thread that asked for the check. */
@FunctionalInterface
public interface Progress {
    /**
     * So many entries are checked.
     *
     * @param done of the entries that will be checked
     * @param all that will be
     */
    void reached(long done, long all);
}
