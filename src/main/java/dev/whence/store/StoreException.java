package dev.whence.store;

/**
 * The graph could not be read or written, for a reason that lies outside the quads: a full disk, a lock held by another
 * process. Nothing is lost: the ledger has every entry, and the same call may be made again.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
