package dev.whence.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Fills an empty folder from the ledger in big transactions. Used by one thread. */
final class Refill {
    private final Tdb2Folder folder;
    private final BatchWriter writer;
    private final QuadSource source;
    private final int batchSize;
    private final BooleanSupplier stopped;
    private final List<EntryQuads> batch = new ArrayList<>();
    private long size;

    Refill(Tdb2Folder folder, QuadSource source, StoreSettings settings, BooleanSupplier stopped) {
        this.folder = folder;
        this.writer = BatchWriter.fresh(folder);
        this.source = source;
        this.batchSize = settings.rebuildBatch();
        this.stopped = stopped;
    }

    /** Entries in the folder so far. */
    long size() {
        return size;
    }

    void fillTo(long end) {
        source.forEach(size, end, this::take);
        flush();
        if (size != end) {
            throw new StoreException("The ledger gave entries up to " + size + " where " + end + " were asked for");
        }
    }

    /** Fills the rest and writes the watermark, after which the folder may be used. */
    void complete(Watermark end) {
        fillTo(end.size());
        writer.write(List.of(), dataset -> {
            HiddenState.setWatermark(dataset, end);
            HiddenState.setCompactedBytes(dataset, folder.bytes());
        });
    }

    private void take(EntryQuads entry) {
        if (stopped.getAsBoolean()) {
            throw new StoreException("The graph is being closed");
        }
        batch.add(entry);
        if (batch.size() == batchSize) {
            flush();
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            writer.write(List.copyOf(batch), dataset -> {});
            size += batch.size();
            batch.clear();
        }
    }
}
