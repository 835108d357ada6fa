package dev.whence.audit;

/** Bytes that should be an entry are not one; the message says why. Carries no stack trace: it becomes a finding. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
        super(message, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
