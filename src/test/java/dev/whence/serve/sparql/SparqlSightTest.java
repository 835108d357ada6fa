package dev.whence.serve.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.access.Access;
import dev.whence.access.Scope;
import dev.whence.serve.AuthenticationFilter;
import dev.whence.store.GraphStore;
import dev.whence.store.MadeLedger;
import dev.whence.store.TwinStores;
import dev.whence.testkit.TestPrincipal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP, too, the answer is as if what the caller may not see were not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparqlSightTest {
    /** As many rows as the open entries have triples; there are more in all. */
    private static final int OPEN_ROWS = 16 * 7;

    private static final String ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    private static final TestPrincipal MEMBER = TestPrincipal.of("ada", List.of("default"), "provenance:read");
    private static final TestPrincipal STRANGER = TestPrincipal.of("eve", List.of("acme"), "*");

    @TempDir
    private static Path home;

    private TwinStores stores;
    private Running mixed;
    private Running twin;

    @BeforeAll
    void start() {
        stores = new TwinStores(home);
        mixed = serve(stores.mixed, Set.of(Scope.PROVENANCE_READ));
        twin = serve(stores.twin, Set.of(Scope.PROVENANCE_READ));
    }

    private static Running serve(GraphStore store, Set<Scope> everybody) {
        return new Running(
                store,
                Running.settings(Running.limits(OPEN_ROWS, 1 << 20), 3, 4),
                new AuthenticationFilter(
                        TestPrincipal.BELIEVED, new Access(everybody), TwinStores.rights(), Clock.systemUTC()));
    }

    @AfterAll
    void stop() {
        mixed.close();
        twin.close();
    }

    static Stream<String> forms() {
        return Stream.of(TwinStores.forms(), TwinStores.formsFrom()).flatMap(List::stream);
    }

    private static HttpRequest.Builder asking(Running server, String query, String... parameters) {
        String rest =
                Arrays.stream(parameters).map(parameter -> "&" + parameter).collect(Collectors.joining());
        return server.request("/sparql?query=" + Running.encode(TwinStores.PREFIXES + query) + rest)
                .header("Accept", "text/csv, application/n-triples, application/sparql-results+json;q=0.5");
    }

    /** All of an answer but the time, its lines sorted: a graph has no order, and few queries ask for one. */
    private static String told(HttpResponse<String> answer) {
        TreeMap<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("fuseki-request-id");
        return answer.statusCode() + "\n" + headers + "\n"
                + answer.body().lines().sorted().collect(Collectors.joining("\n"));
    }

    private void requireNoLeak(String query, String... parameters) {
        assertThat(told(mixed.send(asking(mixed, query, parameters))))
                .isEqualTo(told(twin.send(asking(twin, query, parameters))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void tells_nothing_of_the_hidden(String query) {
        requireNoLeak(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-graph-uri=HIDDEN",
                "default-graph-uri=OPEN",
                "default-graph-uri=NONE",
                "default-graph-uri=HIDDEN&default-graph-uri=OPEN",
                "named-graph-uri=HIDDEN",
                "named-graph-uri=HIDDEN&named-graph-uri=OPEN",
                "default-graph-uri=HIDDEN&named-graph-uri=OPEN",
                "default-graph-uri=urn:x-arq:UnionGraph",
                "default-graph-uri=urn:x-arq:DefaultGraph",
                "named-graph-uri=urn:x-arq:UnionGraph",
            })
    void tells_nothing_of_the_hidden_where_the_request_names_the_dataset(String parameters) {
        String named = parameters
                .replace("HIDDEN", Running.encode(MadeLedger.graph(5)))
                .replace("OPEN", Running.encode(MadeLedger.graph(4)))
                .replace("NONE", Running.encode(MadeLedger.graph(500_000)));
        requireNoLeak("SELECT * { ?s ?p ?o }", named);
        requireNoLeak("SELECT * { GRAPH ?g { ?s ?p ?o } }", named);
        requireNoLeak("SELECT * { GRAPH ?g { } }", named);
        requireNoLeak("DESCRIBE :agent\\/ada", named);
        requireNoLeak("SELECT * FROM <" + MadeLedger.graph(5) + "> { ?s ?p ?o }", named);
    }

    @Test
    void counts_the_hidden_towards_no_limit() {
        assertThat(mixed.send(asking(mixed, "SELECT * { GRAPH ?g { ?s ?p ?o } }"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(mixed.send(asking(mixed, "SELECT * { GRAPH ?g { ?s ?p ?o } }")
                                .headers(MEMBER.with()))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void says_the_same_where_a_query_is_stopped_or_wrong() {
        requireNoLeak(ENDLESS, "timeout=0.3");
        requireNoLeak("SELECT * { GRAPH <" + MadeLedger.graph(5) + "> { ?s ?p } }");
        requireNoLeak("SELECT * { SERVICE <" + MadeLedger.graph(5) + "> { ?s ?p ?o } }");
        requireNoLeak("SELECT * { ?s ?p ?o }", "timeout=x");
    }

    @Test
    void shows_a_member_what_is_hidden_from_a_stranger_who_may_do_anything_elsewhere() {
        String query = "SELECT * { :agent\\/ada prov:knows ?x }";
        assertThat(mixed.send(asking(mixed, query).headers(MEMBER.with())).body())
                .contains("secret");
        assertThat(mixed.send(asking(mixed, query).headers(STRANGER.with())).body())
                .doesNotContain("secret");
    }

    @Test
    void keeps_the_answers_of_those_who_are_known_out_of_shared_caches() {
        HttpResponse<String> known = mixed.send(asking(mixed, "ASK { }").headers(MEMBER.with()));
        assertThat(known.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(String.join(", ", known.headers().allValues("Vary"))).contains("Authorization");
        HttpResponse<String> anybody = mixed.send(asking(mixed, "ASK { }"));
        assertThat(String.join(", ", anybody.headers().allValues("Vary"))).contains("Authorization");
    }

    @Test
    void lets_nobody_ask_without_the_scope() {
        Running closed = serve(stores.mixed, Set.of());
        try {
            assertThat(closed.send(asking(closed, "ASK { }")).statusCode()).isEqualTo(401);
            assertThat(closed.send(closed.request("/sparql")).statusCode()).isEqualTo(401);
            TestPrincipal reader = TestPrincipal.of("cat", List.of("default"), "catalog:read");
            assertThat(closed.send(asking(closed, "ASK { }").headers(reader.with()))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(closed.send(asking(closed, "ASK { }").headers(MEMBER.with()))
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            closed.server.close();
        }
    }

    @Test
    void sends_one_away_who_takes_more_than_a_share_and_serves_the_others()
            throws ExecutionException, InterruptedException {
        List<CompletableFuture<Integer>> many = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> mixed.send(asking(mixed, ENDLESS, "timeout=2").headers(STRANGER.with()))
                                .statusCode()))
                .limit(6)
                .toList();
        CompletableFuture.anyOf(many.toArray(CompletableFuture[]::new)).get();
        assertThat(mixed.send(asking(mixed, "ASK { }").headers(MEMBER.with())).statusCode())
                .isEqualTo(200);
        assertThat(many.stream().map(CompletableFuture::join))
                .contains(429, 503)
                .doesNotContain(200);
    }
}
