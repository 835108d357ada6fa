package dev.whence.app;

import dev.whence.ledger.Log;
import dev.whence.receipt.Iris;
import dev.whence.receive.ReadingRoom;
import dev.whence.store.GraphStore;
import dev.whence.store.Tdb2GraphStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The graph of a data folder: opened only for those who need it, made anew where it is of another making, and kept up with
 * the ledger from then on. Whoever opens it does so before anybody else reads it.
 */
final class FolderGraph implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FolderGraph.class);
    private static final Duration WAIT = Duration.ofMinutes(10);

    private final DataFolder folder;
    private final Settings settings;
    private final Log ledger;
    private final Iris iris;
    private final ReadingRoom reading;
    private @Nullable GraphStore store;

    FolderGraph(DataFolder folder, Settings settings, Log ledger, Iris iris, ReadingRoom reading) {
        this.folder = folder;
        this.settings = settings;
        this.ledger = ledger;
        this.iris = iris;
        this.reading = reading;
    }

    /** Opens it, where it is not open. */
    void start() {
        if (store == null) {
            GraphStore opened = open();
            renewWhereOfOtherMaking(opened);
            reading.projector().start(opened);
        }
    }

    /** Makes it anew, whatever it was made of. */
    void rebuild() throws IOException {
        GraphStore opened = open();
        opened.rebuild();
        stamp().write();
        reading.projector().start(opened);
    }

    /** A graph is called as the receipt that it holds. */
    private GraphStore open() {
        GraphStore opened = Tdb2GraphStore.open(
                folder.graph(),
                settings.store(),
                reading.projector(),
                graph -> reading.index().firstEntry(graph).orElse(-1));
        store = opened;
        return opened;
    }

    private void renewWhereOfOtherMaking(GraphStore opened) {
        GraphStamp stamp = stamp();
        try {
            if (!stamp.fits(opened)) {
                log.warn("the graph is of another ledger, base or mapping; it is made anew, which takes a while");
                opened.rebuild();
            }
            stamp.write();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private GraphStamp stamp() {
        return new GraphStamp(folder.graph(), ledger, iris);
    }

    /** Waits until it holds everything that the ledger held at the call. */
    void await() {
        if (!reading.projector().await(ledger.size(), WAIT)) {
            throw new FaultException(
                    "The graph does not catch up with the ledger; see the log, or run: whence rebuild.");
        }
    }

    /** @throws IllegalStateException where it was not opened */
    GraphStore store() {
        GraphStore opened = store;
        if (opened == null) {
            throw new IllegalStateException("the graph was not started");
        }
        return opened;
    }

    @Override
    public void close() {
        GraphStore opened = store;
        if (opened != null) {
            opened.close();
        }
    }
}
