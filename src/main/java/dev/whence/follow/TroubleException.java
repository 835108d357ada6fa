package dev.whence.follow;

import java.io.IOException;

/** What was asked for did not come, or came broken: says nothing about the log, and is tried again. */
public final class TroubleException extends IOException {
    private static final long serialVersionUID = 1;

    TroubleException(String message) {
        super(message);
    }

    TroubleException(String message, Throwable cause) {
        super(message, cause);
    }
}
