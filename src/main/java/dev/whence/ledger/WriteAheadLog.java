package dev.whence.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends entries to segments and forces each batch once. Written by one thread; {@link #release} may come from another.
 */
final class WriteAheadLog implements AutoCloseable {
    private final LedgerPaths paths;
    private final Disk disk;
    private final int segmentBytes;
    private final List<Segment> full = new ArrayList<>();
    private @Nullable Segment current;

    WriteAheadLog(LedgerPaths paths, Disk disk, int segmentBytes) {
        this.paths = paths;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
    }

    /** A segment's file and how far it goes. */
    private static final class Segment {
        private final Path file;
        private final Disk.Output output;
        private long bytes;
        private long end;

        Segment(Path file, Disk.Output output) {
            this.file = file;
            this.output = output;
        }

        void append(List<Entry> entries) throws IOException {
            byte[] records = WalFormat.encode(entries);
            output.write(records);
            output.force();
            bytes += records.length;
            end = entries.get(entries.size() - 1).sequence() + 1;
        }
    }

    /** Appends a batch, which is not empty. When it returns, the batch survives a loss of power. */
    synchronized void append(List<Entry> batch) throws IOException {
        if (current == null || current.bytes >= segmentBytes) {
            finishCurrent();
            begin(batch);
        } else {
            current.append(batch);
        }
    }

    private void begin(List<Entry> batch) throws IOException {
        Path file = paths.walSegment(batch.get(0).sequence());
        try (Disk.Folder names = disk.open(paths.wal())) {
            Segment begun = new Segment(file, disk.create(file, Disk.Access.EVERYONE));
            current = begun;
            begun.append(batch);
            names.force();
        }
    }

    private void finishCurrent() throws IOException {
        if (current != null) {
            current.output.close();
            full.add(current);
            current = null;
        }
    }

    /** Removes the segments whose entries all come before a sequence number; they are published. */
    synchronized void release(long published) throws IOException {
        if (current != null && current.end <= published) {
            finishCurrent();
        }
        for (Segment segment : List.copyOf(full)) {
            if (segment.end <= published) {
                disk.delete(segment.file);
                full.remove(segment);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        finishCurrent();
    }
}
