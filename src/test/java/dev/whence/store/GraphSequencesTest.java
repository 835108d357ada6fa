package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.access.Sight;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen follows the ledger: through growth, a new database, and what is not known yet. */
class GraphSequencesTest {
    private static final Sight EVEN = sequence -> sequence % 2 == 0;

    @TempDir
    Path home;

    private final MadeLedger ledger = new MadeLedger(5_000);
    private final AtomicLong known = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong asked = new AtomicLong();
    private GraphStore store;

    @BeforeEach
    void fill() {
        store = Tdb2GraphStore.open(home, StoreSettings.defaults(), ledger, this::sequence);
        store.project(ledger.entries(0, 5_000), MadeLedger.mark(5_000));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The inverse of {@link MadeLedger#graph}, which multiplies by 7919. */
    private long sequence(String graph) {
        asked.incrementAndGet();
        long number = Long.parseLong(graph.substring(graph.length() - 8), 16);
        long sequence = number * 658671L % 1_000_003;
        return graph.equals(MadeLedger.graph(sequence)) && sequence < known.get() ? sequence : -1;
    }

    private long graphs(Sight sight) {
        DatasetGraph dataset = store.dataset(sight);
        return Txn.calculateRead(dataset, () -> Iter.count(dataset.listGraphNodes()));
    }

    private long quads(Sight sight) {
        DatasetGraph dataset = store.dataset(sight);
        return Txn.calculateRead(dataset, () -> Iter.count(dataset.find(Node.ANY, Node.ANY, Node.ANY, Node.ANY)));
    }

    @Test
    void shows_thousands_of_graphs_by_their_entries() {
        assertThat(graphs(EVEN)).isEqualTo(2_500);
        assertThat(quads(EVEN)).isEqualTo(10_000);
        assertThat(graphs(sequence -> false)).isZero();
        assertThat(quads(sequence -> sequence == 4_999)).isEqualTo(4);
    }

    @Test
    void asks_once_about_each_graph() {
        graphs(EVEN);
        quads(EVEN);
        quads(sequence -> true);
        // Those who meet a graph at the same time may both ask.
        assertThat(asked.get()).isBetween(5_000L, 10_000L);
    }

    @Test
    void sees_what_comes_later_and_after_a_rebuild() {
        assertThat(graphs(EVEN)).isEqualTo(2_500);
        ledger.grow(10);
        store.project(ledger.entries(5_000, 5_010), MadeLedger.mark(5_010));
        assertThat(graphs(EVEN)).isEqualTo(2_505);
        store.rebuild();
        assertThat(graphs(EVEN)).isEqualTo(2_505);
        assertThat(quads(EVEN)).isEqualTo(4 * 2_505);
    }

    @Test
    void keeps_one_state_for_one_reader_while_the_database_is_swapped() {
        DatasetGraph dataset = store.dataset(EVEN);
        Txn.executeRead(dataset, () -> {
            store.rebuild();
            assertThat(Iter.count(dataset.listGraphNodes())).isEqualTo(2_500);
        });
        assertThat(graphs(EVEN)).isEqualTo(2_500);
    }

    @Test
    void hides_a_graph_whose_entry_is_not_known_until_it_is() {
        known.set(100);
        assertThat(graphs(sequence -> true)).isEqualTo(100);
        known.set(Long.MAX_VALUE);
        assertThat(graphs(sequence -> true)).isEqualTo(5_000);
    }
}
