package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries see the union of the receipts' graphs and nothing of what the store keeps for itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryingTest {
    @TempDir
    private static Path home;

    private GraphStore store;

    @BeforeAll
    void fill() {
        MadeLedger ledger = new MadeLedger(20);
        store = Tdb2GraphStore.open(home, StoreSettings.defaults(), ledger);
        ledger.with(new EntryQuads(
                7,
                MadeLedger.graph(7),
                List.of(MadeLedger.quad(
                        MadeLedger.graph(7),
                        MadeLedger.iri("x"),
                        "used",
                        NodeFactory.createGraphNode(GraphFactory.createDefaultGraph())))));
        store.project(ledger.entries(0, 20), MadeLedger.mark(20));
        assertThat(store.skipped()).hasSize(1);
    }

    @AfterAll
    void close() {
        store.close();
    }

    private String ask(String query) {
        return Txn.calculateRead(store.dataset(), () -> {
            try (QueryExec exec = QueryExec.dataset(store.dataset())
                    .query("PREFIX prov: <" + MadeLedger.PROV + "> PREFIX : <" + MadeLedger.BASE + "> " + query)
                    .build()) {
                if (exec.getQuery().isSelectType()) {
                    StringBuilder rows = new StringBuilder();
                    exec.select().forEachRemaining(row -> rows.append(row).append('\n'));
                    return rows.toString();
                }
                Graph graph = exec.getQuery().isDescribeType() ? exec.describe() : exec.construct();
                return RDFWriter.source(graph).lang(Lang.TURTLE).asString();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { ?s ?p ?o }",
                "SELECT * { GRAPH ?g { ?s ?p ?o } }",
                "SELECT * { GRAPH ?g { } }",
                "SELECT * { GRAPH <urn:x-arq:DefaultGraph> { ?s ?p ?o } }",
                "SELECT * { GRAPH <urn:x-arq:DefaultGraphNode> { ?s ?p ?o } }",
                "SELECT * { GRAPH <urn:x-arq:UnionGraph> { ?s ?p ?o } }",
                "SELECT * { BIND(IRI(CONCAT('urn:x-arq:', 'DefaultGraph')) AS ?g) GRAPH ?g { ?s ?p ?o } }",
                "SELECT * { BIND(IRI('urn:x-arq:DefaultGraph') AS ?g) GRAPH ?g { ?s (prov:used|!prov:used)* ?o } }",
                "SELECT * FROM <urn:x-arq:DefaultGraph> { ?s ?p ?o }",
                "SELECT * FROM <urn:x-arq:DefaultGraph> FROM NAMED <urn:x-arq:DefaultGraph> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
                "SELECT * { ?s (!prov:x)+ ?o }",
                "SELECT * { GRAPH <urn:x-arq:DefaultGraph> { ?s (!prov:x)* ?o } }",
                "DESCRIBE <urn:x-whence:watermark:20>",
                "DESCRIBE ?s { ?s ?p ?o }",
                "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
                "CONSTRUCT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
            })
    void shows_nothing_of_the_stores_own_state(String query) {
        assertThat(ask(query)).doesNotContain("whence-").doesNotContain("urn:x-whence");
    }

    @Test
    void counts_only_what_the_ledger_says() {
        assertThat(GraphStoreContract.count(store, "?s ?p ?o")).isEqualTo(76);
        assertThat(GraphStoreContract.count(store, "GRAPH ?g { ?s ?p ?o }")).isEqualTo(76);
        assertThat(GraphStoreContract.count(store, "GRAPH <urn:x-arq:DefaultGraph> { ?s ?p ?o }"))
                .isZero();
        assertThat(GraphStoreContract.count(store, "{ SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } }"))
                .isEqualTo(19);
    }

    @Test
    void describes_a_thing_from_every_graph_that_speaks_of_it() {
        assertThat(ask("DESCRIBE :artifact\\/3")).contains("wasGeneratedBy").contains("wasDerivedFrom");
    }
}
