package dev.whence.ledger;

/**
 * Writing has ended for good in this process: a write or a force failed, and after that the operating system no longer
 * says what is on disk. What was acknowledged is safe; reading goes on; a restart finds out what is there.
 */
public final class LedgerStoppedException extends LedgerException {
    private static final long serialVersionUID = 1;

    LedgerStoppedException(Throwable cause) {
        super(
                "The ledger takes no more entries until it is restarted, because the disk failed it (" + reason(cause)
                        + "). Everything acknowledged is safe; look at the disk, then restart.",
                cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
