package dev.whence.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.dboe.base.file.FileException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches into a folder and survives what cannot be written. A batch that fails is tried once more on the
 * reopened folder. If it fails again for a reason that lies in an entry, halves are tried until the entries at fault are
 * alone, and those are left out. Halves that went in stay in: adding the same quads twice changes nothing, and the
 * watermark moves only with the last transaction.
 */
final class BatchWriter {
    private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

    private final Tdb2Folder folder;
    private final long drainMillis;
    private final boolean fresh;

    private BatchWriter(Tdb2Folder folder, long drainMillis, boolean fresh) {
        this.folder = folder;
        this.drainMillis = drainMillis;
        this.fresh = fresh;
    }

    /** For a folder in use: when nothing at all can be added, the folder is at fault. */
    static BatchWriter inUse(Tdb2Folder folder, long drainMillis) {
        return new BatchWriter(folder, drainMillis, false);
    }

    /** For a folder just made, which nobody reads and whose soundness is beyond doubt: the entries are at fault. */
    static BatchWriter fresh(Tdb2Folder folder) {
        return new BatchWriter(folder, 0, true);
    }

    /**
     * Adds the entries' quads and does {@code seal} in the transaction that completes them.
     *
     * @throws StoreException if the machine is at fault: a full disk, a full heap
     * @throws Tdb2Folder.LostException if the folder is at fault
     */
    void write(List<EntryQuads> batch, Consumer<DatasetGraph> seal) {
        Throwable first = tryOnce(batch, seal);
        if (first != null) {
            log.warn("A batch of {} entries did not go into the graph; it is tried again", batch.size(), first);
            Throwable second = tryOnce(batch, seal);
            if (second != null) {
                leaveOut(batch, second, seal);
            }
        }
    }

    private void leaveOut(List<EntryQuads> batch, Throwable fault, Consumer<DatasetGraph> seal) {
        List<SkippedEntry> skipped = new ArrayList<>();
        isolate(batch, fault, skipped);
        if (!fresh && skipped.size() == batch.size()) {
            throw new Tdb2Folder.LostException(folder.path(), fault);
        }
        Throwable last = tryOnce(List.of(), dataset -> {
            HiddenState.addSkipped(dataset, skipped);
            seal.accept(dataset);
        });
        if (last != null) {
            throw new Tdb2Folder.LostException(folder.path(), last);
        }
        skipped.forEach(entry -> log.error("Entry {} is left out of the graph: {}", entry.sequence(), entry.reason()));
    }

    /** Finds the entries that fail, given that the batch as a whole has failed. */
    private void isolate(List<EntryQuads> batch, Throwable fault, List<SkippedEntry> skipped) {
        requireFaultOfAnEntry(fault);
        if (batch.size() <= 1) {
            batch.forEach(entry -> skipped.add(new SkippedEntry(entry.sequence(), sentence(fault))));
            return;
        }
        int middle = batch.size() / 2;
        for (List<EntryQuads> half : List.of(batch.subList(0, middle), batch.subList(middle, batch.size()))) {
            Throwable again = tryOnce(half, dataset -> {});
            if (again != null) {
                isolate(half, again, skipped);
            }
        }
    }

    /** Null when all went well, else what was thrown; the folder is then open again. */
    private @Nullable Throwable tryOnce(List<EntryQuads> batch, Consumer<DatasetGraph> seal) {
        try {
            folder.write(dataset -> {
                SortedQuads.add(dataset, batch);
                seal.accept(dataset);
            });
            return null;
        } catch (Tdb2Folder.LostException lost) {
            throw lost;
        } catch (RuntimeException | Error e) {
            folder.reopen(drainMillis);
            return e;
        }
    }

    /** Leaving entries out does not help where the machine or the folder is at fault. */
    private void requireFaultOfAnEntry(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof UncheckedIOException
                    || cause instanceof RuntimeIOException
                    || cause instanceof VirtualMachineError) {
                throw new StoreException("The graph cannot be written", fault);
            }
        }
        if (fault instanceof FileException) {
            throw new Tdb2Folder.LostException(folder.path(), fault);
        }
    }

    private static String sentence(Throwable fault) {
        String message = fault.getMessage();
        return message == null ? "it cannot be stored" : message;
    }
}
