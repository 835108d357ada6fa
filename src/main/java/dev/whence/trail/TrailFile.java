package dev.whence.trail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file at whose end lines are put; an interface so that a test can fill the disk. For use by one thread. */
interface TrailFile extends Closeable {
    /** Appends all of them, or throws and leaves the file as it was, as far as that can be had. */
    void append(byte[] lines) throws IOException;

    /** Returns when everything appended is on the disk. After a failure nothing is known. */
    void force() throws IOException;

    long size();

    /** Opens files. */
    interface Opener {
        TrailFile open(Path file) throws IOException;
    }

    /** A file of the file system. */
    static TrailFile open(Path file) throws IOException {
        FileChannel channel = PrivateFiles.append(file);
        long begin = channel.size();
        return new TrailFile() {
            private long size = begin;

            @Override
            public void append(byte[] lines) throws IOException {
                if (channel.size() != size) {
                    // What an earlier attempt left.
                    channel.truncate(size);
                }
                PrivateFiles.writeAll(channel, lines);
                size += lines.length;
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public long size() {
                return size;
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
