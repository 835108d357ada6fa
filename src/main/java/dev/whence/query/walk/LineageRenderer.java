package dev.whence.query.walk;

import java.io.IOException;

/** One format of an answer. The same answer gives the same text. Safe to share. */
public interface LineageRenderer {

    /** The format's name in requests. */
    String name();

    /** For HTTP, without parameters; the text is UTF-8. */
    String mediaType();

    /** For files, with its dot. */
    String suffix();

    void render(LineageAnswer answer, Appendable out) throws IOException;
}
