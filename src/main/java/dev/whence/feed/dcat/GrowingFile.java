package dev.whence.feed.dcat;

import dev.whence.canonical.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A file that one thread writes while others already read it, each at its own speed. It has no name in its folder, so
 * nothing is left of it when it is let go, or after a crash. Thread-safe.
 */
final class GrowingFile {
    private static final int CHUNK = 1 << 16;

    private final FileChannel channel;
    private long length;
    private boolean ended;
    private boolean failed;
    private boolean letGo;
    private int readers;
    private Optional<CatalogDump.Whole> whole = Optional.empty();

    /** What writes it. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    GrowingFile(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "dump", ".tmp");
        this.channel = FileChannel.open(
                file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** Writes all of it; once. */
    void fill(Content content) throws IOException {
        MessageDigest digest = Sha256.digest();
        try {
            OutputStream out = new DigestOutputStream(new Growing(Channels.newOutputStream(channel)), digest);
            content.writeTo(out);
            end(Optional.of(new CatalogDump.Whole(HexFormat.of().formatHex(digest.digest()), written())));
        } catch (IOException | RuntimeException broken) {
            end(Optional.empty());
            throw broken;
        }
    }

    private synchronized long written() {
        return length;
    }

    private synchronized void end(Optional<CatalogDump.Whole> known) {
        whole = known;
        failed = known.isEmpty();
        ended = true;
        notifyAll();
        closeWhereDone();
    }

    synchronized boolean hasFailed() {
        return failed;
    }

    /** Waits for its end; nothing where that takes longer, or where it could not be made. */
    synchronized Optional<CatalogDump.Whole> whole(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis(); !ended && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return whole;
    }

    /** Copies all of it, waiting for what is still to come. */
    void copyTo(OutputStream out) throws IOException {
        begin();
        try {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            for (long at = 0; awaitMore(at); ) {
                chunk.clear();
                int read = channel.read(chunk, at);
                out.write(chunk.array(), 0, Math.max(read, 0));
                at += Math.max(read, 0);
            }
        } finally {
            done();
        }
    }

    /** Whether there is something behind this place. */
    private synchronized boolean awaitMore(long at) throws IOException {
        try {
            while (at >= length && !ended) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a dump");
        }
        if (failed) {
            throw new IOException("the dump could not be made");
        }
        return at < length;
    }

    private synchronized void begin() throws IOException {
        if (!channel.isOpen()) {
            throw new IOException("the dump was let go");
        }
        readers++;
    }

    private synchronized void done() {
        readers--;
        closeWhereDone();
    }

    /** Nobody is sent here any more; those who read it read to its end. */
    synchronized void letGo() {
        letGo = true;
        closeWhereDone();
    }

    private void closeWhereDone() {
        if (letGo && ended && readers == 0) {
            try {
                channel.close();
            } catch (IOException unclosable) {
                throw new UncheckedIOException(unclosable);
            }
        }
    }

    /** Tells readers of what has come. */
    private final class Growing extends OutputStream {
        private final OutputStream file;

        Growing(OutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(bytes, from, count);
            grow(count);
        }
    }

    private synchronized void grow(int count) {
        length += count;
        notifyAll();
    }
}
