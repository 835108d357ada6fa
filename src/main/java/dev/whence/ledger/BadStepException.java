package dev.whence.ledger;

import java.util.Optional;

/**
 * What another log served cannot be taken. It says what is wrong and not who is to blame: whether the log has signed a
 * contradiction, or whether something between it and us is broken, is for the follower to find out.
 */
public final class BadStepException extends Exception {
    private static final long serialVersionUID = 1;

    /** What did not fit. */
    public enum What {
        /** A bundle that is cut short or is no bundle. */
        BUNDLE,
        /** The entries have another root than the signed one. */
        ROOT,
        /** The checkpoint is not signed by a key that the log's entries lead to. */
        SIGNATURE,
        /** An entry that the log signed breaks the rules of entries. */
        ENTRY
    }

    private final What what;
    private final long sequence;
    private final transient Optional<byte[]> payload;

    BadStepException(What what, long sequence, String message) {
        this(what, sequence, message, Optional.empty());
    }

    BadStepException(What what, long sequence, String message, Optional<byte[]> payload) {
        super(message);
        this.what = what;
        this.sequence = sequence;
        this.payload = payload;
    }

    public What what() {
        return what;
    }

    /** The entry that breaks a rule; otherwise the first that may be wrong. */
    public long sequence() {
        return sequence;
    }

    /** The bytes beside the log that the entry names, where they are what is wrong. */
    public Optional<byte[]> payload() {
        return payload;
    }
}
