package dev.whence.serve;

import static dev.whence.testkit.TestReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks, canned queries and the things themselves, over HTTP. */
class ReadingApiTest {
    private static final String SIZE = "Whence-Min-Size";

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;
    private static TestReceipts last;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
        web.submit(TestReceipts.bare("fetch").output("raw/a b.csv", digest("raw")));
        web.submit(TestReceipts.bare("shared").output("shared", digest("one")));
        web.submit(TestReceipts.bare("other").output("file", digest("other")));
        last = TestReceipts.bare("join").input("raw/a b.csv", digest("raw")).output("joined.csv", digest("joined"));
        last.with("spec_hash", digest("spec"));
        web.submit(last);
        web.submit(TestReceipts.bare("shared-name").output("fetch", digest("a file that is called like a run")));
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    @ParameterizedTest
    @CsvSource({
        "json,application/json",
        "dot,text/vnd.graphviz",
        "mermaid,text/vnd.mermaid",
        "csv,text/csv",
        "jsonld,application/ld+json",
        "turtle,text/turtle",
        "html,text/html",
        "tree,text/plain"
    })
    void a_walk_can_be_had_in_every_form(String format, String mediaType) {
        Web.Answer named = web.get("/lineage?entity=join&asOf=5&format=" + format, "Accept", "image/png");
        assertThat(named.status()).as(named.text()).isEqualTo(200);
        assertThat(named.mediaType()).isEqualTo(mediaType);
        assertThat(named.text()).contains("csv");
        assertThat(named.header("Whence-Ledger-Size")).isEqualTo("5");
        assertThat(named.header("Whence-Complete")).isEqualTo("true");
        Web.Answer negotiated = web.get("/lineage?entity=join", "Accept", mediaType);
        assertThat(negotiated.mediaType()).isEqualTo(mediaType);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                               | 400
            entity=                          | 400
            entity=nothing                   | 404
            entity=fetch                     | 300
            entity=join&depth=0              | 400
            entity=join&depth=51             | 400
            entity=join&depth=1e1            | 400
            entity=join&depth=99999999999999 | 400
            entity=join&direction=sideways   | 400
            entity=join&asOf=tomorrow        | 400
            entity=join&asOf=-1              | 400
            entity=join&superseded=maybe     | 400
            entity=join&format=docx          | 400
            entity=join&dept=3               | 400
            entity=%ff%fe                    | 404
            entity=%00                       | 404
            """)
    void a_walk_that_makes_no_sense_is_refused(String query, int status) {
        Problems.requireProblem(web.get("/lineage?" + query), status);
    }

    @Test
    void an_ambiguous_name_is_answered_with_the_candidates() {
        Web.Answer answer = web.get("/lineage?entity=fetch");
        Problems.require(answer, 300, "ambiguous");
        assertThat(answer.json().path("errors")).hasSize(2);
        for (JsonNode candidate : answer.json().path("errors")) {
            String iri = candidate.path("pointer").asText();
            assertThat(web.get("/lineage?entity=" + iri).status()).isEqualTo(200);
        }
    }

    @Test
    void a_walk_can_be_asked_as_of_an_earlier_size() {
        Problems.requireProblem(web.get("/lineage?entity=join&asOf=3"), 404);
        assertThat(web.get("/lineage?entity=join&asOf=4").status()).isEqualTo(200);
    }

    @Test
    void every_minted_iri_answers() {
        TreeSet<String> iris = new TreeSet<>();
        Graph graph = turtle(web.get("/receipts/" + last.id(), "Accept", "text/turtle"));
        graph.find().forEachRemaining(triple -> {
            for (Node node : new Node[] {triple.getSubject(), triple.getPredicate(), triple.getObject()}) {
                if (node.isURI() && node.getURI().startsWith(whence.base())) {
                    iris.add(node.getURI());
                }
            }
        });
        assertThat(iris).hasSizeGreaterThan(12);
        for (String iri : iris) {
            Web.Answer answer = web.get(whence.pathOf(iri), "Accept", "text/turtle", SIZE, "5");
            assertThat(answer.status()).as(iri + " " + answer.text()).isEqualTo(200);
            assertThat(turtle(answer).size()).isPositive();
            assertThat(web.get(whence.pathOf(iri), "Accept", "text/html").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_nobody_mentioned_is_not_found() {
        Problems.require(web.get("/run/nobody"), 404, "not-found");
        Problems.require(web.get("/run/join", "Accept", "image/png", SIZE, "5"), 406, "not-acceptable");
    }

    @Test
    void queries_are_listed_and_every_one_runs_with_its_examples() {
        JsonNode queries =
                web.get("/queries", "Accept", "application/json").json().path("queries");
        assertThat(queries.size()).isGreaterThanOrEqualTo(11);
        for (JsonNode query : queries) {
            StringBuilder path = new StringBuilder(query.path("href").asText() + "?");
            for (JsonNode parameter : query.path("parameters")) {
                if (parameter.path("required").asBoolean()) {
                    path.append(parameter.path("name").asText())
                            .append('=')
                            .append(java.net.URLEncoder.encode(
                                    parameter.path("example").asText(), java.nio.charset.StandardCharsets.UTF_8))
                            .append('&');
                }
            }
            Web.Answer answer = web.get(path.toString(), SIZE, "5");
            assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
            assertThat(Long.parseLong(answer.header("Whence-Ledger-Size"))).isGreaterThanOrEqualTo(5);
            assertThat(web.get(path.toString(), "Accept", "text/html").status()).isEqualTo(200);
        }
    }

    @Test
    void a_query_with_a_wrong_parameter_is_refused() {
        Problems.requireProblem(web.get("/queries/runs-of-agent?agent=x&from=yesterday"), 400);
        Problems.requireProblem(web.get("/queries/runs-of-agent?nonsense=1"), 400);
        Problems.require(web.get("/queries/no-such-query"), 404, "not-found");
    }

    @Test
    void a_reader_may_wait_for_a_size() {
        Web.Answer created = web.submit(TestReceipts.run("fresh"));
        String size = created.header("Whence-Ledger-Size");
        Web.Answer answer = web.get("/run/fresh", "Accept", "text/turtle", SIZE, size);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Long.parseLong(answer.header("Whence-Ledger-Size"))).isGreaterThanOrEqualTo(Long.parseLong(size));
        Problems.requireProblem(web.get("/run/fresh", SIZE, "many"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready", "/metrics", "/openapi.json", "/", "/queries"})
    void house_keeping_answers(String path) {
        assertThat(web.get(path).status()).isEqualTo(200);
    }

    @Test
    void every_problem_type_is_explained() {
        for (dev.whence.receipt.ProblemType type : dev.whence.receipt.ProblemType.values()) {
            assertThat(web.get("/problems/" + type.slug()).status()).isEqualTo(200);
        }
        Problems.requireProblem(web.get("/problems/none"), 404);
    }

    private static Graph turtle(Web.Answer answer) {
        assertThat(answer.mediaType()).isEqualTo("text/turtle");
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.create()
                .source(new ByteArrayInputStream(answer.body()))
                .lang(Lang.TURTLE)
                .parse(graph);
        return graph;
    }
}
