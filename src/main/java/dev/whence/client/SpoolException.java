package dev.whence.client;

/**
 * Something cannot be kept in the spool, so it was not told: the spool is full, is another process's, or its disk fails. The
 * message says which, and what to do.
 */
public final class SpoolException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SpoolException(String message) {
        super(message);
    }

    SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
