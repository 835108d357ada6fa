package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Tdb2GraphStoreTest extends GraphStoreContract {
    @TempDir
    private Path folder;

    private final AtomicInteger opened = new AtomicInteger();
    private StoreSettings settings = StoreSettings.defaults();

    @Override
    protected GraphStore open(QuadSource source) {
        return Tdb2GraphStore.open(home(opened.getAndIncrement()), settings, source);
    }

    private Path home(int number) {
        return folder.resolve("graph" + number);
    }

    private void reopen() {
        store.close();
        store = Tdb2GraphStore.open(home(0), settings, ledger);
    }

    /** A term that no RDF store can keep. */
    private static EntryQuads poison(long sequence) {
        Node term = NodeFactory.createGraphNode(GraphFactory.createDefaultGraph());
        String graph = MadeLedger.graph(sequence);
        return new EntryQuads(
                sequence,
                graph,
                List.of(
                        MadeLedger.quad(graph, MadeLedger.iri("run/new" + sequence), "used", MadeLedger.iri("fresh")),
                        MadeLedger.quad(graph, MadeLedger.iri("run/bad"), "used", term)));
    }

    @Test
    void remembers_after_a_restart() {
        project(20);
        String before = dump(store);

        reopen();

        assertThat(store.watermark()).isEqualTo(MadeLedger.mark(20));
        assertThat(dump(store)).isEqualTo(before);
    }

    @Test
    void starts_empty_when_the_folder_was_deleted() {
        project(20);
        store.close();
        FolderLink.delete(home(0));
        store = Tdb2GraphStore.open(home(0), settings, ledger);

        assertThat(store.watermark()).isEqualTo(Watermark.EMPTY);
        project(20);
        assertThat(count(store, "?s ?p ?o")).isEqualTo(80);
    }

    @Test
    void leaves_out_the_entries_that_cannot_be_kept_and_says_so() {
        project(10);
        ledger.grow(50).with(poison(17)).with(poison(42));

        store.project(ledger.entries(10, 60), MadeLedger.mark(60));

        assertThat(store.watermark().size()).isEqualTo(60);
        assertThat(store.skipped()).extracting(SkippedEntry::sequence).containsExactly(17L, 42L);
        assertThat(store.health()).isInstanceOf(StoreHealth.Degraded.class);
        assertThat(count(store, "?s ?p ?o")).isEqualTo(58 * 4);
        assertThat(count(store, "GRAPH <" + MadeLedger.graph(17) + "> { ?s ?p ?o }"))
                .isZero();
        List<SkippedEntry> told = store.skipped();
        reopen();
        assertThat(store.skipped()).isEqualTo(told);
        assertThat(store.health()).isInstanceOf(StoreHealth.Degraded.class);
        project(70);
        assertThat(dump(store).lines()).hasSize(68 * 4);
    }

    @Test
    void is_whole_again_when_a_rebuild_takes_in_what_was_left_out() {
        ledger.grow(20).with(poison(7));
        store.project(ledger.entries(0, 20), MadeLedger.mark(20));
        ledger.with(MadeLedger.entry(7));

        store.rebuild();

        assertThat(store.skipped()).isEmpty();
        assertThat(store.health()).isEqualTo(new StoreHealth.Healthy());
        assertThat(count(store, "?s ?p ?o")).isEqualTo(80);
    }

    @Test
    void leaves_out_in_a_rebuild_what_cannot_be_kept() {
        project(5);
        ledger.grow(30).with(poison(8));

        store.rebuild();

        assertThat(store.skipped()).extracting(SkippedEntry::sequence).containsExactly(8L);
        assertThat(count(store, "?s ?p ?o")).isEqualTo(34 * 4);
    }

    @Test
    void stays_readable_after_many_failed_writes() {
        for (int round = 0; round < 5; round++) {
            long from = store.watermark().size();
            ledger.grow(40).with(poison(from + 20));
            store.project(ledger.entries(from, from + 40), MadeLedger.mark(from + 40));
        }
        String after = dump(store);
        reopen();
        assertThat(dump(store)).isEqualTo(after);
        assertThat(after.lines()).hasSize(195 * 4);
    }

    @Test
    void fills_a_new_folder_when_the_old_one_cannot_be_opened_again() throws IOException {
        project(5);
        breakFolder();
        ledger.grow(10).with(poison(9));

        store.project(ledger.entries(5, 15), MadeLedger.mark(15));

        assertThat(home(0).resolve("tdb2").toRealPath().getFileName()).hasToString("tdb2-000002");
        assertThat(store.watermark()).isEqualTo(MadeLedger.mark(15));
        assertThat(store.skipped()).extracting(SkippedEntry::sequence).containsExactly(9L);
        assertThat(count(store, "?s ?p ?o")).isEqualTo(14 * 4);
    }

    @Test
    void fills_a_new_folder_when_nothing_goes_into_the_old_one() throws IOException {
        project(5);
        ledger.grow(1).with(poison(5));

        store.project(ledger.entries(5, 6), MadeLedger.mark(6));

        assertThat(home(0).resolve("tdb2").toRealPath().getFileName()).hasToString("tdb2-000002");
        assertThat(store.skipped()).extracting(SkippedEntry::sequence).containsExactly(5L);
        assertThat(count(store, "?s ?p ?o")).isEqualTo(20);
    }

    private void breakFolder() throws IOException {
        Path state = home(0).resolve("tdb2/Data-0001/GSPO.bpt");
        byte[] bytes = new byte[(int) Files.size(state)];
        Arrays.fill(bytes, (byte) 'x');
        Files.delete(state);
        Files.write(state, bytes);
    }

    @Test
    void starts_empty_when_the_folder_is_broken() throws IOException {
        project(5);
        store.close();
        breakFolder();
        store = Tdb2GraphStore.open(home(0), settings, ledger);

        assertThat(store.watermark()).isEqualTo(Watermark.EMPTY);
        project(5);
        assertThat(count(store, "?s ?p ?o")).isEqualTo(20);
    }

    @Test
    void lets_running_readers_finish_before_it_opens_the_files_again() {
        project(5);
        store.dataset().begin();
        ledger.grow(10).with(poison(9));
        Thread writer = new Thread(() -> store.project(ledger.entries(5, 15), MadeLedger.mark(15)));
        writer.start();
        Awaitility.await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);

        assertThat(store.dataset().stream().count()).isEqualTo(20);
        store.dataset().end();
        join(writer);

        assertThat(store.watermark().size()).isEqualTo(15);
    }

    @Test
    void frees_space_by_compaction_and_keeps_one_folder() throws IOException {
        for (long size = 1; size <= 60; size++) {
            project(size);
        }
        long before = Tdb2Folder.bytes(home(0).resolve("tdb2").toRealPath());

        store.compact();

        assertThat(Files.list(home(0)).map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("tdb2", "tdb2-000002");
        assertThat(store.diskBytes()).isLessThanOrEqualTo(before);
        assertThat(count(store, "?s ?p ?o")).isEqualTo(240);
    }

    @Test
    void compacts_by_itself_when_the_folder_has_grown() {
        settings = new StoreSettings(100, 1000, 1.0, 1000);
        try (GraphStore eager = open(ledger)) {
            ledger.grow(5);
            eager.project(ledger.entries(0, 5), MadeLedger.mark(5));

            Path link = home(1).resolve("tdb2");
            Awaitility.await().until(() -> link.toRealPath().endsWith("tdb2-000002"));
            assertThat(dump(eager).lines()).hasSize(20);
        }
    }

    @Test
    void clears_away_what_a_crash_in_a_rebuild_left() throws IOException {
        project(5);
        store.close();
        Files.createDirectories(home(0).resolve("tdb2-000002/Data-0001"));
        Files.writeString(home(0).resolve("tdb2-000002/Data-0001/SPO.dat"), "half");
        Files.createSymbolicLink(home(0).resolve("tdb2.new"), Path.of("tdb2-000002"));

        store = Tdb2GraphStore.open(home(0), settings, ledger);

        assertThat(store.watermark().size()).isEqualTo(5);
        assertThat(Files.list(home(0)).map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("tdb2", "tdb2-000001");
    }

    @Test
    void projects_on_while_it_rebuilds() {
        project(3000);
        settings = new StoreSettings(50, 1L << 40, 4, 1000);
        reopen();
        Thread rebuild = new Thread(store::rebuild);
        rebuild.start();
        while (rebuild.isAlive()) {
            project(store.watermark().size() + 10);
        }
        join(rebuild);

        long size = store.watermark().size();
        assertThat(dump(store).lines()).hasSize((int) size * 4);
    }

    @Test
    void is_refused_while_closed() {
        store.close();
        assertThatThrownBy(() -> project(1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.dataset().begin()).isInstanceOf(StoreException.class);
    }
}
