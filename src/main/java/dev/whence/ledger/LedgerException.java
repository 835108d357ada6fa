package dev.whence.ledger;

/** The ledger cannot do what was asked. The message is one clear sentence for the person who runs it. */
public class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
