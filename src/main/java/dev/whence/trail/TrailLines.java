package dev.whence.trail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line, as bytes, and tells a line that is not ended. For use by one thread. */
final class TrailLines implements Closeable {
    /** Far above any line that is written; a file without newlines shall not fill the memory. */
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private boolean unfinished;
    private long read;

    TrailLines(Path file) throws IOException {
        this(file, 0);
    }

    /** @param offset where a line begins */
    TrailLines(Path file, long offset) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.skipNBytes(offset);
        this.read = offset;
    }

    /** The next line without its newline; null at the end, also where bytes without a newline follow. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                read += line.size() + 1L;
                return line.toByteArray();
            }
            line.write(b);
            if (line.size() > LONGEST) {
                break;
            }
        }
        unfinished = line.size() > 0;
        return null;
    }

    /** Whether the end that was met was not the end of a line. */
    boolean isUnfinished() {
        return unfinished;
    }

    /** How many bytes the whole lines have taken. */
    long read() {
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
