package dev.whence.follow;

import java.nio.file.Path;

/** Following has ended: what the log served does not fit, and evidence is kept. */
final class UnfitException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Path evidence;

    UnfitException(String message, Path evidence) {
        super(message);
        this.evidence = evidence;
    }

    Path evidence() {
        return evidence;
    }
}
