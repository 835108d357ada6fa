package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every graph store does. */
abstract class GraphStoreContract {
    protected MadeLedger ledger;
    protected GraphStore store;

    protected abstract GraphStore open(QuadSource source);

    @BeforeEach
    void start() {
        ledger = new MadeLedger(0);
        store = open(ledger);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    protected void project(long upTo) {
        ledger.grow(Math.max(0, upTo - ledger.end().size()));
        long from = store.watermark().size();
        store.project(ledger.entries(from, upTo), MadeLedger.mark(upTo));
    }

    protected static long count(GraphStore store, String pattern) {
        return Txn.calculateRead(store.dataset(), () -> {
            String query = "PREFIX prov: <" + MadeLedger.PROV + "> PREFIX : <" + MadeLedger.BASE
                    + "> SELECT (COUNT(*) AS ?n) { " + pattern + " }";
            try (QueryExec exec =
                    QueryExec.dataset(store.dataset()).query(query).build()) {
                return ((Number) exec.select().next().get("n").getLiteralValue()).longValue();
            }
        });
    }

    protected static String dump(GraphStore store) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            store.exportNQuads(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void starts_empty_and_healthy() {
        assertThat(store.watermark()).isEqualTo(Watermark.EMPTY);
        assertThat(store.health()).isEqualTo(new StoreHealth.Healthy());
        assertThat(dump(store)).isEmpty();
    }

    @Test
    void holds_what_was_projected_with_its_watermark() {
        project(10);

        assertThat(store.watermark()).isEqualTo(MadeLedger.mark(10));
        assertThat(count(store, "?run prov:used ?artifact")).isEqualTo(10);
        assertThat(count(store, "GRAPH ?g { ?s ?p ?o }")).isEqualTo(40);
    }

    @Test
    void passes_over_entries_that_are_in_the_graph_already() {
        project(10);
        ledger.grow(2);

        store.project(ledger.entries(7, 12), MadeLedger.mark(12));
        store.project(ledger.entries(3, 9), MadeLedger.mark(9));

        assertThat(store.watermark()).isEqualTo(MadeLedger.mark(12));
        assertThat(count(store, "?s ?p ?o")).isEqualTo(48);
    }

    @Test
    void refuses_a_batch_with_a_gap() {
        project(3);

        assertThatThrownBy(() -> store.project(new MadeLedger(9).entries(4, 6), MadeLedger.mark(6)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.project(new MadeLedger(9).entries(3, 6), MadeLedger.mark(8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.watermark().size()).isEqualTo(3);
    }

    @Test
    void moves_the_watermark_over_entries_that_say_nothing() {
        store.project(List.of(new EntryQuads(0, MadeLedger.graph(0), List.of())), MadeLedger.mark(1));

        assertThat(store.watermark().size()).isEqualTo(1);
        assertThat(dump(store)).isEmpty();
    }

    @Test
    void shows_one_state_to_one_reader() {
        project(5);
        store.dataset().begin(ReadWrite.READ);
        try {
            Thread writer = new Thread(() -> project(9));
            writer.start();
            join(writer);

            assertThat(store.watermark().size()).isEqualTo(5);
            assertThat(store.dataset().find().hasNext()).isTrue();
        } finally {
            store.dataset().end();
        }
        assertThat(store.watermark().size()).isEqualTo(9);
    }

    @Test
    void lets_nobody_else_write() {
        assertThatThrownBy(() -> store.dataset().begin(ReadWrite.WRITE)).hasMessageContaining("ledger only");
        assertThatThrownBy(() -> Txn.executeRead(
                        store.dataset(),
                        () -> store.dataset().add(MadeLedger.entry(1).quads().get(0))))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void rebuilds_to_the_same_bytes() {
        project(500);
        String before = dump(store);

        store.rebuild();

        assertThat(dump(store)).isEqualTo(before);
        assertThat(before.lines()).hasSize(2000);
        assertThat(store.watermark()).isEqualTo(MadeLedger.mark(500));
    }

    @Test
    void rebuilds_beyond_what_was_projected() {
        project(5);
        ledger.grow(3);

        store.rebuild();

        assertThat(store.watermark()).isEqualTo(MadeLedger.mark(8));
    }

    @Test
    void gives_the_same_bytes_whatever_the_batches_were() {
        for (long size = 3; size <= 60; size += 3) {
            project(size);
        }
        String small = dump(store);
        try (GraphStore other = open(ledger)) {
            other.project(ledger.entries(0, 60), MadeLedger.mark(60));
            assertThat(dump(other)).isEqualTo(small);
        }
    }

    @Test
    void lets_a_reader_finish_on_the_graph_that_it_began_with() {
        project(50);
        store.dataset().begin(ReadWrite.READ);
        try {
            Thread compaction = new Thread(() -> {
                project(60);
                store.compact();
            });
            compaction.start();
            join(compaction);

            assertThat(store.dataset().stream().count()).isEqualTo(200);
        } finally {
            store.dataset().end();
        }
        assertThat(count(store, "?s ?p ?o")).isEqualTo(240);
    }

    protected static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
