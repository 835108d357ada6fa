package dev.whence.serve.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.store.MadeLedger;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.atlas.web.ContentType;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint over real HTTP, with a real TDB2 folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparqlServerTest {
    private static final int ROWS = 1_000;
    private static final String CROSS_JOIN =
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c != ?l) }";

    @TempDir
    private static Path home;

    private Running running;

    @BeforeAll
    void start() {
        running = new Running(home, Running.settings(Running.limits(ROWS, 200_000), 2, 4));
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private JsonNode problem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Running.json(answer);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).endsWith("/" + type);
        assertThat(answer.body())
                .doesNotContain("Exception")
                .doesNotContain("org.apache")
                .doesNotContain("\tat ");
        assertThat(running.ask("ASK {}").statusCode()).as("the server lives on").isEqualTo(200);
        return problem;
    }

    // ---- what it answers

    @Test
    void answers_a_select_with_the_ledger_size_that_it_rests_on() {
        HttpResponse<String> answer = running.ask("SELECT (COUNT(*) AS ?n) { ?run prov:used ?artifact }");

        assertThat(answer.body()).isEqualTo("n\r\n200\r\n");
        assertThat(answer.headers().firstValueAsLong("Whence-Ledger-Size"))
                .hasValue(running.store.watermark().size());
        assertThat(answer.headers().firstValue("X-Filtered")).hasValue("yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/sparql-results+json",
                "application/sparql-results+xml",
                "text/csv",
                "text/tab-separated-values"
            })
    void writes_rows_in_the_form_asked_for(String type) {
        HttpResponse<String> answer = running.send(
                running.asking("SELECT * { ?s prov:used ?o } LIMIT 3").header("Accept", type));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.body()).contains("artifact/");
    }

    @Test
    void answers_ask_construct_and_describe() {
        String artifact = "<" + MadeLedger.BASE + "artifact/5>";
        assertThat(running.ask("ASK { " + artifact + " ?p ?o }").body()).contains("true");
        assertThat(running.ask("CONSTRUCT { ?o prov:wasUsedBy ?s } WHERE { ?s prov:used ?o }")
                        .body()
                        .lines())
                .hasSize(200);
        assertThat(running.ask("DESCRIBE " + artifact).body()).contains("wasGeneratedBy");
    }

    @Test
    void takes_queries_by_post_in_both_forms() {
        String query = "ASK { ?s ?p ?o }";
        HttpResponse<String> direct = running.send(running.request("/sparql")
                .header("Content-Type", "application/sparql-query")
                .POST(HttpRequest.BodyPublishers.ofString(query)));
        HttpResponse<String> form = running.send(running.request("/sparql")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("query=" + Running.encode(query))));

        assertThat(direct.body()).contains("true");
        assertThat(form.body()).contains("true");
    }

    @Test
    void keeps_to_the_graphs_that_a_query_names() {
        assertThat(running.ask("SELECT ?s FROM <" + MadeLedger.graph(3) + "> { ?s prov:used ?o }")
                        .body())
                .isEqualTo("s\r\n" + MadeLedger.BASE + "run/r3\r\n");
        assertThat(running.ask("SELECT * FROM NAMED <" + MadeLedger.graph(3) + "> { GRAPH ?g { ?s prov:used ?o } }")
                        .body()
                        .lines())
                .hasSize(2);
    }

    @Test
    void compresses_for_those_who_take_it() {
        HttpResponse<String> answer = running.send(running.asking("SELECT * { ?s ?p ?o } LIMIT 500")
                .header("Accept", "text/csv")
                .header("Accept-Encoding", "gzip"));
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    }

    @Test
    void waits_for_a_ledger_size_or_says_that_it_is_not_reached() {
        assertThat(running.send(running.asking("ASK {}").header("Whence-Min-Size", "10"))
                        .statusCode())
                .isEqualTo(200);
        problem(running.send(running.asking("ASK {}").header("Whence-Min-Size", "999999")), 503, "unavailable");
        problem(running.send(running.asking("ASK {}").header("Whence-Min-Size", "x")), 400, "bad-request");
    }

    // ---- what it does not do

    static Stream<String> servicePlaces() {
        String call = "SERVICE <%s> { ?x ?y ?z }";
        String silent = "SERVICE SILENT <%s> { ?x ?y ?z }";
        return Stream.of(
                "SELECT * { " + call + " }",
                "SELECT * { " + silent + " }",
                "SELECT * { BIND(<%s> AS ?where) SERVICE ?where { ?x ?y ?z } }",
                "SELECT * { { SELECT ?x { " + silent + " } } }",
                "SELECT * { ?s prov:used ?o FILTER EXISTS { " + silent + " } }",
                "SELECT * { ?s prov:used+ ?o FILTER NOT EXISTS { ?s prov:used+ ?x . " + silent + " } }",
                "SELECT (IF(EXISTS { " + silent + " }, 1, 2) AS ?n) { ?s ?p ?o }",
                "SELECT (SUM(IF(EXISTS { " + silent + " }, 1, 2)) AS ?n) { ?s ?p ?o }",
                "SELECT ?s { ?s ?p ?o } GROUP BY ?s (IF(EXISTS { " + silent + " }, 1, 2))",
                "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (EXISTS { " + silent + " })",
                "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { " + silent + " })",
                "SELECT * { ?s ?p ?o OPTIONAL { " + silent + " } }",
                "SELECT * { ?s ?p ?o MINUS { " + silent + " } }",
                "SELECT * { ?s ?p ?o OPTIONAL { ?s ?q ?r FILTER EXISTS { " + silent + " } } }",
                "SELECT * { BIND(EXISTS { GRAPH ?g { " + silent + " } } AS ?b) }",
                "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { " + silent + " } } }",
                "ASK { " + silent + " }",
                "CONSTRUCT { ?x ?y ?z } WHERE { " + silent + " }",
                "DESCRIBE ?x { " + silent + " }");
    }

    @ParameterizedTest
    @MethodSource("servicePlaces")
    void asks_no_other_server_wherever_a_query_says_so(String template) throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            other.setSoTimeout(1);
            String query = template.formatted("http://127.0.0.1:" + other.getLocalPort() + "/");

            problem(running.ask(query), 422, "query-refused");

            org.assertj.core.api.Assertions.assertThatThrownBy(other::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT (<java:java.lang.System.exit>(1) AS ?x) {}",
                "SELECT * { ?s ?p ?o FILTER <http://jena.apache.org/ARQ/function#localname>(?s) }",
                "SELECT * { FILTER EXISTS { FILTER(<http://jena.apache.org/ARQ/js#f>(1)) } }",
                "SELECT (COUNT(<java:x.Y>(?s)) AS ?n) { ?s ?p ?o }",
            })
    void calls_no_functions_by_foreign_names(String query) {
        problem(running.ask(query), 422, "query-refused");
    }

    @Test
    void knows_the_functions_of_the_standard() {
        assertThat(running.ask("SELECT (<http://www.w3.org/2001/XMLSchema#integer>('7') AS ?n) {}")
                        .body())
                .contains("7");
    }

    @Test
    void treats_magic_properties_as_plain_ones() {
        assertThat(running.ask("SELECT * { <a:b> <http://jena.apache.org/ARQ/property#splitIRI> (?a ?b) }")
                        .body()
                        .lines())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void offers_no_method_that_writes(String method) {
        HttpResponse<String> answer = running.send(running.request("/sparql?default")
                .header("Content-Type", "text/turtle")
                .method(method, HttpRequest.BodyPublishers.ofString("<a:a> <a:b> <a:c> .")));
        problem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/sparql-update", "text/turtle", "application/ld+json", "multipart/form-data"})
    void takes_no_body_that_is_not_a_query(String type) {
        HttpResponse<String> answer = running.send(running.request("/sparql")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("LOAD <file:///etc/passwd>")));
        problem(answer, 415, "unsupported-media-type");
    }

    @Test
    void takes_no_update_in_any_parameter() {
        String update = "update=" + Running.encode("INSERT DATA { <a:a> <a:b> <a:c> }");
        problem(running.send(running.request("/sparql?" + update)), 400, "bad-request");
        HttpResponse<String> form = running.send(running.request("/sparql")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(update)));
        problem(form, 400, "bad-request");
        problem(running.ask("LOAD <file:///etc/passwd>"), 400, "bad-request");
        assertThat(running.ask("ASK { <a:a> ?p ?o }").body()).contains("false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/$/ping", "/$/server", "/$/datasets", "/$/stats", "/$/compact/sparql", "/$/metrics", "/$/tasks",
                "/sparql/update", "/sparql/data", "/sparql/get", "/sparql/upload", "/index.html", "/", "/ds"
            })
    void leaves_every_other_path_to_the_rest(String path) {
        HttpResponse<String> answer = running.send(running.request(path));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("rest");
        assertThat(answer.headers().firstValue("X-Filtered")).hasValue("yes");
    }

    // ---- limits

    @Test
    void stops_a_cross_join_at_its_time() {
        problem(
                running.send(running.request("/sparql?timeout=0.3&query=" + Running.encode(CROSS_JOIN))),
                503,
                "timed-out");
    }

    @Test
    void stops_rows_that_trickle_too_long() {
        String slow = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?a) = CONCAT(STR(?l), '!')) }";
        problem(running.send(running.request("/sparql?timeout=0.3&query=" + Running.encode(slow))), 503, "timed-out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "NaN", "1,2"})
    void refuses_a_timeout_that_is_none(String timeout) {
        problem(running.send(running.request("/sparql?timeout=" + timeout + "&query=ASK%7B%7D")), 400, "bad-request");
    }

    @Test
    void refuses_an_answer_with_too_many_rows_and_never_cuts_it() {
        addRows();
        problem(running.ask("SELECT * { ?s ?p ?o }"), 422, "result-too-large");
        problem(running.ask("CONSTRUCT WHERE { ?s ?p ?o }"), 422, "result-too-large");
        problem(running.ask("DESCRIBE ?s { ?s ?p ?o }"), 422, "result-too-large");
        assertThat(running.ask("SELECT ?s { ?s ?p ?o } LIMIT " + ROWS).body().lines())
                .hasSize(ROWS + 1);
    }

    private void addRows() {
        List<Quad> quads = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            quads.add(
                    MadeLedger.quad(MadeLedger.graph(0), MadeLedger.iri("row/" + row), "value", MadeLedger.iri("row")));
        }
        running.add(quads);
    }

    @Test
    void refuses_an_answer_with_too_many_bytes() {
        String wide = "SELECT ?s (CONCAT(STR(?s), STR(?s), STR(?s), STR(?s), STR(?s), STR(?s), STR(?s), STR(?s)) AS ?x)"
                + " { ?s ?p ?o . ?t prov:used ?u } LIMIT 990";
        problem(running.ask(wide), 422, "result-too-large");
    }

    @Test
    void refuses_a_query_that_is_too_long() {
        String query = "ASK {} #" + "x".repeat(5_000);
        problem(running.ask(query), 413, "too-large");
        HttpResponse<String> posted = running.send(running.request("/sparql")
                .header("Content-Type", "application/sparql-query")
                .POST(HttpRequest.BodyPublishers.ofString("ASK {} #" + "x".repeat(3_000_000))));
        problem(posted, 413, "too-large");
    }

    @Test
    void says_what_is_wrong_with_a_query() {
        JsonNode problem = problem(running.ask("SELECT * { ?s ?p }"), 400, "bad-request");
        assertThat(problem.get("detail").asText()).contains("line 1").doesNotContain("Was expecting");
        problem(running.send(running.request("/sparql?query=")), 400, "bad-request");
        problem(running.send(running.request("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")), 400, "bad-request");
        problem(running.ask("SELECT ?s ?s2 { ?s ?p ?o } GROUP BY ?s"), 400, "bad-request");
    }

    @Test
    void survives_nesting_that_overflows_the_stack() {
        String deep = "(".repeat(2400) + "1" + ")".repeat(2400);
        HttpResponse<String> answer = running.ask("SELECT (" + deep + " AS ?x) {}");
        assertThat(answer.statusCode()).isIn(200, 400, 422);
        HttpResponse<String> groups = running.ask("ASK " + "{".repeat(2400) + "}".repeat(2400));
        assertThat(groups.statusCode()).isIn(200, 400, 422);
        assertThat(running.ask("ASK {}").statusCode()).isEqualTo(200);
    }

    @Test
    void follows_a_path_of_20_000_steps() {
        List<Quad> chain = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            chain.add(MadeLedger.quad(
                    MadeLedger.graph(0), MadeLedger.iri("c" + step), "next", MadeLedger.iri("c" + (step + 1))));
        }
        running.add(chain);
        String count = "SELECT (COUNT(?x) AS ?n) { <" + MadeLedger.BASE + "c0> prov:next+ ?x }";

        assertThat(running.ask(count).body()).isEqualTo("n\r\n20000\r\n");
        problem(
                running.send(running.request("/sparql?timeout=0.2&query="
                        + Running.encode("SELECT (COUNT(?x) AS ?n) { ?a <" + MadeLedger.PROV + "next>+ ?x }"))),
                503,
                "timed-out");
    }

    @Test
    void sends_a_flood_away_and_serves_on() throws Exception {
        List<Thread> flood = new ArrayList<>();
        List<HttpResponse<String>> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 20; i++) {
            Thread thread = new Thread(() -> answers.add(
                    running.send(running.request("/sparql?timeout=1&query=" + Running.encode(CROSS_JOIN)))));
            thread.start();
            flood.add(thread);
        }
        for (Thread thread : flood) {
            thread.join();
        }

        assertThat(answers).hasSize(20).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(answers.stream().filter(answer -> answer.body().contains("overloaded")))
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(running.ask("ASK {}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { VALUES ?t { 'T' } FILTER(REGEX(?t, '(.*a){25}b')) }",
                "SELECT (REPLACE('T', '(.*a){25}b', '') AS ?x) {}",
                "SELECT * { VALUES ?t { 'T' } BIND(REGEX(?t, '(.*a){25}b') AS ?x) }",
                "SELECT (SUM(IF(REGEX(?t, '(.*a){25}b'), 1, 2)) AS ?x) { VALUES ?t { 'T' } }",
                "SELECT ?t { VALUES ?t { 'T' 'U' } } ORDER BY REGEX(CONCAT('T', ?t), '(.*a){25}b')",
                "SELECT ?x { VALUES ?t { 'T' 'U' } } GROUP BY (REGEX(?t, '(.*a){25}b') AS ?x)",
                "SELECT ?t { VALUES ?t { 'T' } } GROUP BY ?t HAVING(REGEX(?t, '(.*a){25}b'))",
                "SELECT * { FILTER EXISTS { VALUES ?t { 'T' } FILTER(REGEX(?t, '(.*a){25}b')) } }",
                "SELECT * { ?s prov:label ?l FILTER(REGEX(CONCAT('T', ?l), '(.*a){25}b')) }",
                "SELECT * { { SELECT (REGEX(?t, '(.*a){25}b') AS ?x) { VALUES ?t { 'T' } } } }",
            })
    void stops_a_regular_expression_that_never_ends(String query) {
        String text = "a".repeat(60) + "!";
        HttpResponse<String> answer = running.send(running.request("/sparql?timeout=0.5&query="
                + Running.encode("PREFIX prov: <" + MadeLedger.PROV + "> " + query.replace("'T'", "'" + text + "'"))));
        problem(answer, 503, "timed-out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONCAT(?a%d, ?a%d)", "REPLACE(CONCAT(?a%d, ''), '(.)', '$1$1')"})
    void refuses_to_blow_up_a_text(String doubling) {
        StringBuilder query = new StringBuilder("SELECT (STRLEN(?a40) AS ?n) { BIND('abc' AS ?a0)");
        for (int step = 0; step < 40; step++) {
            query.append(" BIND(")
                    .append(doubling.replace("%d", String.valueOf(step)))
                    .append(" AS ?a");
            query.append(step + 1).append(')');
        }
        problem(running.ask(query + " }"), 422, "result-too-large");
    }

    @Test
    void leaves_the_meaning_of_aggregates_alone() {
        String query = "SELECT (GROUP_CONCAT(DISTINCT CONCAT(?x, '!'); SEPARATOR='|') AS ?a) (COUNT(*) AS ?n)"
                + " (MAX(CONCAT(?x, '?')) AS ?m) { VALUES ?x { 'b' 'b' 'c' } } HAVING (COUNT(DISTINCT ?x) = 2)";
        assertThat(running.ask(query).body().lines().skip(1)).containsExactly("b!|c!,3,c?");
    }

    @Test
    void leaves_the_meaning_of_text_functions_alone() {
        String row = "SELECT (REGEX('Abc', '^aB', 'i') AS ?a) (REPLACE('banana', 'a(.)', '$1-') AS ?b)"
                + " (CONCAT('x', 'y'@en) AS ?c) (REGEX('a+b', 'A+', 'qi') AS ?d) (REGEX(1, 'a') AS ?e)"
                + " (REPLACE('x', '', 'y') AS ?f) (REGEX('h\u00e9'@fr, 'h.') AS ?g) {}";
        assertThat(running.ask(row).body().lines().skip(1)).containsExactly("true,bn-n-a,xy,true,,yx,true");
    }

    // ---- the bare endpoint and the server around it

    @ParameterizedTest
    @ValueSource(strings = {"text/turtle", "application/ld+json", "application/rdf+xml", "*/*"})
    void describes_itself_to_a_program(String accept) {
        HttpResponse<String> answer = running.send(running.request("/sparql").header("Accept", accept));
        assertThat(answer.statusCode()).isEqualTo(200);
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        var graph = RDFParser.fromString(answer.body(), RDFLanguages.contentTypeToLang(ContentType.create(type)))
                .toGraph();
        assertThat(graph.size()).isGreaterThan(10);
        assertThat(graph.stream()
                        .anyMatch(triple -> triple.getObject()
                                .toString()
                                .equals("http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph")))
                .isTrue();
        assertThat(graph.stream().filter(triple -> triple.getSubject().isBlank()))
                .isEmpty();
    }

    @Test
    void shows_a_page_to_a_person_that_needs_no_other_host() {
        HttpResponse<String> page =
                running.send(running.request("/sparql").header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("connect-src 'self'")
                .contains("default-src 'none'");
        List<String> links = found("(?:src|href)=\"([^\"]+)\"", page.body());
        assertThat(links).allMatch(link -> link.startsWith("/") || link.startsWith("data:") || link.startsWith("#"));
        assertThat(links.stream().filter(link -> link.startsWith(Assets.PATH)))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(
                        link -> assertThat(running.send(running.request(link)).statusCode())
                                .isEqualTo(200));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void offers_sample_queries_that_run() {
        String page = running.send(running.request("/sparql").header("Accept", "text/html"))
                .body();
        List<String> samples = found("<script type=\"application/sparql-query\"[^>]*>(.*?)</script>", page);
        assertThat(samples).hasSizeGreaterThan(3).allSatisfy(sample -> {
            HttpResponse<String> answer = running.send(running.request("/sparql?query=" + Running.encode(sample)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sparql-page/",
                "/sparql-page/nothing.js",
                "/sparql-page/%2e%2e/%2e%2e/logback.xml",
                "/sparql-page/yasgui.min.js.map"
            })
    void serves_nothing_else_from_the_classpath(String path) {
        assertThat(running.send(running.request(path)).statusCode()).isIn(400, 404);
    }

    @Test
    void says_406_where_it_has_no_such_form() {
        problem(running.send(running.request("/sparql").header("Accept", "image/png")), 406, "not-acceptable");
    }

    @Test
    void tells_nothing_of_the_inside_when_a_servlet_fails() {
        problem(running.send(running.request("/fails")), 500, "fault");
    }

    @Test
    void answers_nonsense_on_the_wire_with_a_problem() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", running.server.port())) {
            socket.getOutputStream().write("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
    }
}
