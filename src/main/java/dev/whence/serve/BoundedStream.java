package dev.whence.serve;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Ends in a {@link TooLongException} when more bytes come than may. */
final class BoundedStream extends FilterInputStream {
    private long left;

    /** More came than may. */
    static final class TooLongException extends UncheckedIOException {
        private static final long serialVersionUID = 1;

        TooLongException() {
            super(new IOException("the body is too long"));
        }
    }

    BoundedStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw new TooLongException();
        }
    }
}
