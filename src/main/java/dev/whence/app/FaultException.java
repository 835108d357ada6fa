package dev.whence.app;

/** The work could not be done, for the reason in the message: one sentence with what to do about it. */
final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FaultException(String message) {
        super(message);
    }

    FaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
