package dev.whence.harvest.web;

/** Nothing more may be asked for in this harvest; its message says why. */
public final class StoppedException extends Exception {
    private static final long serialVersionUID = 1;

    public StoppedException(String message) {
        super(message);
    }
}
