package dev.whence.wire;

import java.io.IOException;

/** An answer is longer than it may be; it is no use to ask for it again. */
public final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param most bytes that are taken of one answer */
    public TooLongException(long most) {
        super("the answer is longer than the " + most + " bytes that are read of one");
    }
}
