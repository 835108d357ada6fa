package dev.whence.query.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.whence.access.Sight;
import dev.whence.query.Turns;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.store.GraphStore;
import dev.whence.store.MadeLedger;
import dev.whence.store.StoreSettings;
import dev.whence.store.Tdb2GraphStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bounds within which queries run, over a chain of 20,000 runs. */
class QueryRunnerTest {
    private static final int LENGTH = 20_000;
    private static final Query CROSS_JOIN = QueryFactory.create(
            "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a = ?f && ?d = ?i) }");
    private static final Query SORTED =
            QueryFactory.create("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?e ?d ?a");
    private static final Query LINKS = QueryFactory.create("SELECT ?s WHERE { ?s ?p ?o } LIMIT 50");
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static GraphStore store;

    @BeforeAll
    static void fill() {
        MadeLedger ledger = new MadeLedger(LENGTH);
        store = Tdb2GraphStore.open(folder, StoreSettings.defaults(), ledger);
        store.project(ledger.entries(0, LENGTH), MadeLedger.mark(LENGTH));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static QueryRunner runner(Duration timeout, int rows) {
        return new QueryRunner(store::dataset, timeout, rows);
    }

    @Test
    void a_path_of_20000_steps_fits_an_ordinary_stack() throws RefusedException {
        Query path = QueryFactory.create("PREFIX prov: <" + MadeLedger.PROV + "> SELECT ?far WHERE { <"
                + MadeLedger.artifact(LENGTH).getURI() + "> (prov:wasGeneratedBy/prov:used)+ ?far }");
        CannedAnswer.Table table = (CannedAnswer.Table) runner(LONG, LENGTH).run(path, Sight.ALL);
        assertThat(table.rows()).hasSize(LENGTH);
        assertThat(table.complete()).isTrue();
    }

    @Test
    void what_takes_too_long_is_stopped_wherever_it_is() {
        for (Query endless : new Query[] {CROSS_JOIN, SORTED}) {
            RefusedException refused = catchThrowableOfType(
                    RefusedException.class,
                    () -> runner(Duration.ofMillis(300), 10).run(endless, Sight.ALL));
            assertThat(refused.problem().type()).as(endless.toString()).isEqualTo(ProblemType.TIMED_OUT);
        }
    }

    @Test
    void rows_are_cut_and_it_says_so() throws RefusedException {
        CannedAnswer.Table cut = (CannedAnswer.Table) runner(LONG, 49).run(LINKS, Sight.ALL);
        assertThat(cut.rows()).hasSize(49);
        assertThat(cut.complete()).isFalse();
        CannedAnswer.Table whole = (CannedAnswer.Table) runner(LONG, 50).run(LINKS, Sight.ALL);
        assertThat(whole.rows()).hasSize(50);
        assertThat(whole.complete()).isTrue();
    }

    /** A row of TDB2 looks its terms up when they are asked for: by then nobody may look any more, and nothing is cached. */
    @Test
    void rows_that_nothing_sorts_can_be_read_when_the_transaction_is_over(@TempDir Path fresh) throws RefusedException {
        MadeLedger ledger = new MadeLedger(10);
        GraphStore filled = Tdb2GraphStore.open(fresh, StoreSettings.defaults(), ledger);
        filled.project(ledger.entries(0, 10), MadeLedger.mark(10));
        filled.close();
        GraphStore opened = Tdb2GraphStore.open(fresh, StoreSettings.defaults(), ledger);
        try {
            CannedAnswer.Table table =
                    (CannedAnswer.Table) new QueryRunner(opened::dataset, LONG, 10).run(LINKS, Sight.ALL);

            assertThat(table.rows())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.get("s")).isNotNull());
        } finally {
            opened.close();
        }
    }

    @Test
    void an_ask_gives_one_row_and_a_construct_gives_triples() throws RefusedException {
        QueryRunner runner = runner(LONG, 10);
        CannedAnswer.Table asked = (CannedAnswer.Table) runner.run(QueryFactory.create("ASK { ?s ?p ?o }"), Sight.ALL);
        assertThat(asked.rows()).hasSize(1);
        assertThat(new String(AnswerFormat.CSV.write(asked), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("answer\r\ntrue\r\n");
        CannedAnswer built = runner.run(QueryFactory.create("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3"), Sight.ALL);
        assertThat(((CannedAnswer.Triples) built).graph().size()).isEqualTo(3);
    }

    @Test
    void a_flood_is_sent_away_while_few_run_and_few_wait() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Turns turns = new Turns(1, 1, LONG);
        QueryRunner runner = new QueryRunner(
                sight -> {
                    inside.countDown();
                    hold(goOn);
                    return store.dataset(sight);
                },
                LONG,
                10,
                turns);
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Future<CannedAnswer> running = callers.submit(() -> runner.run(LINKS, Sight.ALL));
            inside.await();
            Future<CannedAnswer> waiting = callers.submit(() -> runner.run(LINKS, Sight.ALL));
            await().until(() -> turns.waiting() == 1);
            RefusedException refused = catchThrowableOfType(RefusedException.class, () -> runner.run(LINKS, Sight.ALL));
            assertThat(refused.problem().type()).isEqualTo(ProblemType.OVERLOADED);
            goOn.countDown();
            assertThat(running.get()).isInstanceOf(CannedAnswer.Table.class);
            assertThat(waiting.get()).isInstanceOf(CannedAnswer.Table.class);
        } finally {
            goOn.countDown();
            callers.shutdown();
        }
    }

    @Test
    void a_turn_is_given_back_after_trouble() throws RefusedException {
        QueryRunner runner =
                new QueryRunner(store::dataset, Duration.ofMillis(300), 10, new Turns(1, 0, Duration.ZERO));
        assertThat(catchThrowableOfType(RefusedException.class, () -> runner.run(CROSS_JOIN, Sight.ALL)))
                .isNotNull();
        assertThat(runner.run(LINKS, Sight.ALL)).isNotNull();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
