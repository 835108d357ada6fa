package dev.whence.ledger;

/** Bytes that should be an entry are not one; the message says why. */
final class MalformedEntryException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedEntryException(String message) {
        super(message);
    }
}
