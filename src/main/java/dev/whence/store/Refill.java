package dev.whence.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Fills an empty folder from the ledger. Used by one thread.
 *
 * <p>TDB2 copies each page that a transaction changes, and never uses the old one again. So most of the ledger goes in with
 * one transaction, which copies nothing; only what comes in meanwhile takes further ones.
 */
final class Refill {
    /** Under a load that it does not outrun, the one transaction has to end too. */
    private static final int MOST_PASSES = 12;

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

    /**
     * Fills an empty folder up to near the ledger's end with one transaction, in passes: each takes what came during the one
     * before.
     *
     * @throws RuntimeException where an entry cannot be stored; then the folder is of no use, and {@link #fillTo} on
     *     another one finds out which
     */
    void fillAtOnce() {
        if (source.end().size() <= batchSize) {
            return;
        }
        Tdb2Folder.Transaction transaction = folder.begin();
        for (int pass = 0; pass < MOST_PASSES && source.end().size() - size > batchSize; pass++) {
            fill(transaction, source.end().size());
        }
        transaction.commit();
    }

    private void fill(Tdb2Folder.Transaction transaction, long end) {
        while (end - size >= batchSize) {
            source.forEach(size, size + batchSize, this::gather);
            SortedQuads.add(transaction.dataset(), batch);
            size += batch.size();
            batch.clear();
        }
    }

    private void gather(EntryQuads entry) {
        requireOpen();
        batch.add(entry);
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
        gather(entry);
        if (batch.size() == batchSize) {
            flush();
        }
    }

    private void requireOpen() {
        if (stopped.getAsBoolean()) {
            throw new StoreException("The graph is being closed");
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
