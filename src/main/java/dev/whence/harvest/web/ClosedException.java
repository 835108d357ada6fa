package dev.whence.harvest.web;

import java.io.IOException;

/** An address may not be asked any more, as its name came to stand for another; it is no use to try again. */
final class ClosedException extends IOException {
    private static final long serialVersionUID = 1;

    ClosedException(String why) {
        super(why);
    }
}
