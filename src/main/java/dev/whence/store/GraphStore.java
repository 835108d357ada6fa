package dev.whence.store;

import dev.whence.access.Sight;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * The graph of everything that the ledger says, with one writer and many readers. Safe for use by several threads;
 * calls that write wait for each other.
 */
public interface GraphStore extends AutoCloseable {

    /**
     * How far the graph has come. Inside a read transaction on {@link #dataset()} this is what that transaction sees;
     * otherwise it is the newest.
     */
    Watermark watermark();

    /**
     * Adds a batch in one transaction together with the new watermark. The batch is in ledger order without gaps, starts
     * at or below the present watermark (what is already in the graph is passed over) and ends at the new one. An entry
     * that the store cannot take in, tried twice, is left out and recorded under {@link #skipped()}. Where the batch drops
     * graphs, they are not there any more afterwards, and the store {@linkplain #compact() compacts} by itself, so that
     * their bytes go too.
     *
     * @throws IllegalArgumentException if the batch does not fit the watermarks
     * @throws StoreException if nothing can be written now; the graph is as it was
     */
    void project(List<EntryQuads> batch, Watermark after);

    /**
     * The dataset to ask, for as long as the store is open: it lives through recovery, {@link #rebuild()} and
     * {@link #compact()}. It can only be read, inside a read transaction ({@code begin(READ)} … {@code end()}, or
     * {@code Txn.calculateRead}); one transaction sees one state. The default graph of queries is the union of all
     * graphs; the watermark is in none of them. (Jena ignores {@code FROM} in a query object where the default graph is
     * a union; restrict with {@code GRAPH}.) Property paths are evaluated without recursion and stop when their query
     * is cancelled.
     */
    default DatasetGraph dataset() {
        return dataset(Sight.ALL);
    }

    /**
     * The same, with only those graphs in it that hold an entry which the sight sees: whatever is asked, the answer is as
     * if the others were not there. A graph whose entry is not known is not there either. To be used for one caller and
     * one request, since a sight is decided at an instant; making one costs next to nothing.
     */
    DatasetGraph dataset(Sight sight);

    /** The entries that were left out, by sequence. Survives a restart. */
    List<SkippedEntry> skipped();

    StoreHealth health();

    /**
     * Fills a new graph from the ledger and puts it in the place of the old one. Readers go on with the old graph until
     * their transactions end; {@link #project} goes on meanwhile and waits only for the last step.
     */
    void rebuild();

    /**
     * Frees the space that small transactions leave behind. It is a {@link #rebuild()}; the store starts it by itself
     * when {@link StoreSettings} say so.
     */
    void compact();

    /** Bytes that the graph's files take. */
    long diskBytes();

    /**
     * Writes every quad as N-Quads. The same ledger entries give the same bytes: graphs are in the order of their names
     * and the lines of a graph in the order of their UTF-8 bytes. Memory use is that of the biggest graph plus one name a graph.
     */
    void exportNQuads(OutputStream out) throws IOException;

    @Override
    void close();
}
