package dev.whence.trail;

import java.io.IOException;

/** The trail of a data folder cannot be read or gone on with; the message says what to do. */
public final class TrailException extends IOException {
    private static final long serialVersionUID = 1;

    TrailException(String message) {
        super(message);
    }

    TrailException(String message, Throwable cause) {
        super(message, cause);
    }
}
