package dev.whence.query.walk;

/** What a receipt said was erased between a walk's first look at the index and its reading of names. Asked again, it is well. */
public final class ErasedMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ErasedMeanwhileException(long sequence) {
        super("What entry " + sequence + " said was erased a moment ago; ask again.");
    }
}
