package dev.whence.app;

/** The command line, or a setting, does not make sense. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
