package dev.whence.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.dboe.DBOpEnvException;
import org.apache.jena.dboe.base.file.FileException;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Node;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsBuilder;
import org.apache.jena.tdb2.sys.DatabaseConnection;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * One TDB2 database in one folder, with the count of those who read it. The dataset is opened again after a failed
 * write, because TDB2 5.6.0 must not abort a transaction that has added nodes (apache/jena#3877): its node file would be
 * left with holes. Letting go of the open files and opening them anew is safe; only committed transactions are then seen.
 *
 * <p>Safe for many readers and one writer.
 */
final class Tdb2Folder {
    /**
     * Four quad indexes of the usual six: a graph here is one small receipt, so that {@code GRAPH <g>} is served by GSPO,
     * and the others serve any pattern over all graphs.
     */
    private static final StoreParams PARAMS = StoreParamsBuilder.create("whence", StoreParams.getDftStoreParams())
            .primaryIndexQuads("GSPO")
            .quadIndexes(new String[] {"GSPO", "SPOG", "POSG", "OSPG"})
            .build();

    private final Path path;
    private final GraphSequences sequences;
    private DatasetGraph dataset;
    private int readers;
    private boolean reopening;
    private boolean retired;
    private volatile boolean spoilt;
    private Runnable afterLastReader = () -> {};

    private Tdb2Folder(Path path, ToLongFunction<String> sequences) throws IOException {
        this.sequences = new GraphSequences(sequences);
        this.path = Files.createDirectories(path).toRealPath();
        this.dataset = connect(this.path);
    }

    /**
     * Opens the database in a folder, or makes one.
     *
     * @param sequences see {@link GraphSequences}
     * @throws StoreException if another process holds it, or the folder cannot be read or written
     * @throws LostException if what lies in the folder is no database that can be used
     */
    static Tdb2Folder open(Path path, ToLongFunction<String> sequences) {
        try {
            return new Tdb2Folder(path, sequences);
        } catch (FileException e) {
            throw new LostException(path, e);
        } catch (DBOpEnvException e) {
            throw new StoreException("The graph in " + path + " is held by another process; stop that first", e);
        } catch (IOException | RuntimeIOException e) {
            throw new StoreException("The graph in " + path + " cannot be opened", e);
        } catch (RuntimeException e) {
            throw new LostException(path, e);
        }
    }

    private static DatasetGraph connect(Path path) {
        return DatabaseConnection.connectCreate(Location.create(path.toString()), PARAMS)
                .getDatasetGraph();
    }

    Path path() {
        return path;
    }

    GraphSequences sequences() {
        return sequences;
    }

    /**
     * A dataset to read until {@link #release()}.
     *
     * @throws RetiredException if the folder is not in use any more
     */
    synchronized DatasetGraph acquire() {
        while (reopening) {
            await(TimeUnit.SECONDS.toMillis(1));
        }
        if (retired) {
            throw new RetiredException();
        }
        readers++;
        return dataset;
    }

    synchronized void release() {
        readers--;
        notifyAll();
        if (retired && readers == 0) {
            finish();
        }
    }

    <T> T read(Function<DatasetGraph, T> work) {
        DatasetGraph leased = acquire();
        try {
            leased.begin(TxnType.READ);
            try {
                return work.apply(leased);
            } finally {
                leased.end();
            }
        } finally {
            release();
        }
    }

    /** Looks into every index, and throws what TDB2 throws where one is broken at its root. */
    void requireReadable() {
        read(dataset -> {
            Iterator<Quad> quads = dataset.find();
            if (quads.hasNext()) {
                Quad any = quads.next();
                Iter.close(quads);
                dataset.contains(any.getGraph(), Node.ANY, Node.ANY, Node.ANY);
                dataset.contains(Node.ANY, any.getSubject(), Node.ANY, Node.ANY);
                dataset.contains(Node.ANY, Node.ANY, any.getPredicate(), Node.ANY);
                dataset.contains(Node.ANY, Node.ANY, Node.ANY, any.getObject());
            }
            return HiddenState.watermark(dataset);
        });
    }

    /**
     * Does the work in one write transaction. If anything is thrown the transaction is left hanging, neither committed
     * nor aborted, and the caller must {@link #reopen} before anything else.
     *
     * @throws LostException if the transaction could not be committed, now or before
     */
    void write(Consumer<DatasetGraph> work) {
        DatasetGraph target = writable();
        target.begin(TxnType.WRITE);
        work.accept(target);
        commit(target);
    }

    /**
     * TDB2 5.6.0 drops its journal also where a commit fails halfway, behind the point from which it counts: some indexes
     * then have the transaction and others not, and opening the files anew does not mend that.
     */
    private void commit(DatasetGraph target) {
        try {
            target.commit();
            target.end();
        } catch (RuntimeException | Error halfway) {
            spoilt = true;
            throw new LostException(path, halfway);
        }
    }

    /** As {@link #write}, for work that comes in many steps: all of them, and {@link Transaction#commit}, by one thread. */
    Transaction begin() {
        DatasetGraph target = writable();
        target.begin(TxnType.WRITE);
        return new Transaction(target);
    }

    /** A write transaction under way. One that is not committed is left hanging, and its folder must not be used. */
    record Transaction(DatasetGraph dataset) {
        void commit() {
            dataset.commit();
            dataset.end();
        }
    }

    private synchronized DatasetGraph writable() {
        if (spoilt) {
            throw new LostException(path, new IllegalStateException("a commit failed halfway"));
        }
        return dataset;
    }

    /**
     * Lets go of the files and opens them again. Readers get some time to finish; a reader that takes longer fails, which
     * is better than a graph that takes in nothing more.
     *
     * @throws LostException if the files cannot be opened
     */
    synchronized void reopen(long drainMillis) {
        reopening = true;
        try {
            drain(drainMillis);
            TDBInternal.expel(dataset, true);
            dataset = connect(path);
        } catch (RuntimeException e) {
            throw new LostException(path, e);
        } finally {
            reopening = false;
            notifyAll();
        }
    }

    private void drain(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; readers > 0 && left > 0; ) {
            await(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    @SuppressWarnings("WaitNotInLoop") // both callers loop
    private synchronized void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for the graph", e);
        }
    }

    /** Takes no new readers, and closes the files after the last one; then runs {@code after}. */
    synchronized void retire(Runnable after) {
        retired = true;
        afterLastReader = after;
        if (readers == 0) {
            finish();
        }
    }

    /** Closes the files now, giving readers some time to finish. */
    synchronized void close(long drainMillis) {
        if (!retired) {
            retired = true;
            drain(drainMillis);
            TDBInternal.expel(dataset, true);
        }
    }

    private void finish() {
        TDBInternal.expel(dataset, true);
        afterLastReader.run();
    }

    /** Bytes of all files in the folder. */
    long bytes() {
        return bytes(path);
    }

    static long bytes(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(Tdb2Folder::size)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a folder that goes away while it is measured
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The folder was swapped out between looking it up and reading it: look again. */
    static final class RetiredException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RetiredException() {
            super("this graph folder was replaced", null, false, false);
        }
    }

    /** The files cannot be opened, or cannot be trusted after a failed write: only a new folder helps. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostException(Path path, Throwable cause) {
            super("The graph in " + path + " is no whole database", cause);
        }
    }
}
