package dev.whence.trail;

import java.io.IOException;
import java.nio.file.Path;

/** A disk that can be full, or can fail to force; a stroke that fails leaves half of what was to be written. */
final class FullDisk implements TrailFile.Opener {
    private volatile boolean isFull;
    private volatile boolean failsToForce;

    void fill() {
        isFull = true;
    }

    void free() {
        isFull = false;
    }

    void failToForce() {
        failsToForce = true;
    }

    @Override
    public TrailFile open(Path path) throws IOException {
        TrailFile file = TrailFile.open(path);
        return new TrailFile() {
            @Override
            public void append(byte[] lines) throws IOException {
                if (isFull) {
                    throw new IOException("No space left on device");
                }
                file.append(lines);
            }

            @Override
            public void force() throws IOException {
                if (failsToForce) {
                    throw new IOException("Input/output error");
                }
                file.force();
            }

            @Override
            public long size() {
                return file.size();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
