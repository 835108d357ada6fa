package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PathSolverTest {
    private static final List<String> PATHS = List.of(
            ":p+",
            ":p*",
            ":p?",
            "^:p+",
            "(^:p)+",
            "(:p/:q)+",
            "(:p|:q)*",
            "(:p|^:q)+",
            "((:p/:q)+|:r)*",
            "(:p+/:q?)",
            "(:p|:p)/:q",
            "(:p?/:q*)+",
            "(!:p)+",
            "(!(:p|^:q))*",
            ":p/(:q|:r)/:p*",
            "^(:p/:q+)",
            "(:p+|:q+)?",
            ":p{2}",
            ":p{1,3}");

    @TempDir
    private Path home;

    private GraphStore store;
    private long size;

    @BeforeEach
    void open() {
        store = Tdb2GraphStore.open(home, StoreSettings.defaults(), new MadeLedger(0));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void keep(List<Quad> quads) {
        store.project(List.of(new EntryQuads(size, MadeLedger.graph(size), quads)), MadeLedger.mark(++size));
    }

    private static Quad edge(long from, String property, long to) {
        return MadeLedger.quad(MadeLedger.graph(0), MadeLedger.iri("n" + from), property, MadeLedger.iri("n" + to));
    }

    private static List<String> rows(DatasetGraph dataset, String pattern) {
        return Txn.calculateRead(dataset, () -> {
            String query = "PREFIX : <" + MadeLedger.PROV + "> PREFIX n: <" + MadeLedger.BASE + "> SELECT * { "
                    + pattern + " }";
            try (QueryExec exec = QueryExec.dataset(dataset).query(query).build()) {
                List<String> rows = new ArrayList<>();
                exec.select().forEachRemaining(row -> rows.add("" + row.get("x") + " " + row.get("y")));
                rows.sort(null);
                return rows;
            }
        });
    }

    @Test
    void finds_what_arqs_own_paths_find() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        DatasetGraph plain = DatasetGraphFactory.createTxnMem();
        List<Quad> quads = new ArrayList<>();
        for (int edge = 0; edge < 30; edge++) {
            String property = List.of("p", "q", "r").get(random.nextInt(3));
            quads.add(edge(random.nextInt(12), property, random.nextInt(12)));
        }
        keep(quads);
        Txn.executeWrite(
                plain, () -> quads.forEach(quad -> plain.add(new Quad(Quad.defaultGraphIRI, quad.asTriple()))));
        for (String path : PATHS) {
            for (String ends : List.of("n:n1 %s ?y", "?x %s n:n1", "?x %s ?y", "?x %s ?x", "n:n1 %s n:n2")) {
                String pattern = String.format(ends, path);
                assertThat(rows(store.dataset(), pattern)).as(pattern).isEqualTo(rows(plain, pattern));
            }
        }
    }

    @Test
    void follows_a_chain_of_20_000_steps() {
        List<Quad> chain = new ArrayList<>();
        for (long step = 0; step < 20_000; step++) {
            chain.add(edge(step, "p", step + 1));
        }
        keep(chain);

        assertThat(rows(store.dataset(), "n:n0 :p+ ?y")).hasSize(20_000);
        assertThat(rows(store.dataset(), "?x :p* n:n20000")).hasSize(20_001);
        assertThat(rows(store.dataset(), "n:n0 (:p/:p)+ ?y")).hasSize(10_000);
        assertThat(rows(store.dataset(), "FILTER EXISTS { n:n0 :p+ n:n20000 }")).hasSize(1);
    }

    @Test
    @Timeout(60)
    void stops_a_path_when_its_query_is_cancelled() {
        List<Quad> web = new ArrayList<>();
        for (long from = 0; from < 300; from++) {
            for (long to = 0; to < 60; to++) {
                web.add(edge(from, "p", (from * 7 + to * 13) % 300));
            }
        }
        keep(web);

        assertThatThrownBy(() -> Txn.executeRead(store.dataset(), () -> {
                    String query = "PREFIX : <" + MadeLedger.PROV + "> SELECT (COUNT(*) AS ?n) "
                            + "{ ?a (:p/:p/:p/:p/:p)+ ?b . ?b (:p/:p/:p/:p/:p)+ ?c }";
                    try (QueryExec exec = QueryExec.dataset(store.dataset())
                            .query(query)
                            .timeout(200, TimeUnit.MILLISECONDS)
                            .build()) {
                        exec.select().next();
                    }
                }))
                .isInstanceOf(QueryCancelledException.class);
    }
}
