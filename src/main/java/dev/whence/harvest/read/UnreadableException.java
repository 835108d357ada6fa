package dev.whence.harvest.read;

/** A document is none that can be harvested; its message says why. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableException(String message) {
        super(message);
    }
}
