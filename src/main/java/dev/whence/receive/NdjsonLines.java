package dev.whence.receive;

import dev.whence.receive.BulkIntake.Item;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Newline-delimited JSON, one receipt a line, as bytes: no charset is guessed and no line is changed. Blank lines are
 * passed over; a line that is too long is cut one byte behind the limit, so that it is refused for its length.
 */
public final class NdjsonLines implements Closeable {
    private final InputStream in;
    private final int mostBytes;
    private int line;

    public NdjsonLines(InputStream in, int mostBytes) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.mostBytes = mostBytes;
    }

    /**
     * Reads a line when it is asked for, not before: a sender may wait for one answer before the next line, and a stream
     * that breaks must not take the line before with it.
     *
     * @param prefix put before the line's number to name each item
     */
    public Iterator<Item> iterator(String prefix) {
        return new Iterator<>() {
            private Optional<Item> next = Optional.empty();

            @Override
            public boolean hasNext() {
                if (next.isEmpty()) {
                    next = read(prefix);
                }
                return next.isPresent();
            }

            @Override
            public Item next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Item item = next.orElseThrow();
                next = Optional.empty();
                return item;
            }
        };
    }

    private Optional<Item> read(String prefix) {
        try {
            for (Optional<byte[]> bytes = readLine(); bytes.isPresent(); bytes = readLine()) {
                if (!isBlank(bytes.get())) {
                    return Optional.of(new Item(prefix + line, bytes.get()));
                }
            }
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Optional<byte[]> readLine() throws IOException {
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        line++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() <= mostBytes) {
                bytes.write(b);
            }
        }
        return Optional.of(bytes.toByteArray());
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
