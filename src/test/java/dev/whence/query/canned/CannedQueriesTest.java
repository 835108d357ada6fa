package dev.whence.query.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.graph.NodeTransformLib;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code queries/}: their form, and how what callers give gets into them. */
class CannedQueriesTest {
    private static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);
    private static final CannedQueries QUERIES = CannedQueries.load("/queries", IRIS);

    private static final String GOOD = """
            # title: A title
            # description: What it is for,
            #   and how to read it.
            # param who (string): whom | example: somebody
            # param when (dateTime, default 2026-01-01T00:00:00Z): since then
            SELECT ?x WHERE { ?x ?p ?who ; ?q ?y . FILTER (?y > ?when) } ORDER BY ?x
            """;

    static Stream<CannedQuery> all() {
        return QUERIES.all().stream();
    }

    @Test
    void every_question_of_the_house_is_there() {
        assertThat(all().map(CannedQuery::name))
                .contains(
                        "runs-of-agent",
                        "runs-using-commit",
                        "artifacts-on-container",
                        "failed-validation",
                        "rests-on-denied",
                        "artifacts-without-receipt",
                        "claimed-more-than-once",
                        "dataset-version-history",
                        "runs-with-unproduced-inputs",
                        "touched-by-principal",
                        "irreproducible-runs")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_query_says_what_it_is_for_and_how_it_treats_superseded_receipts(CannedQuery query) {
        assertThat(query.title()).isNotBlank().doesNotEndWith(".");
        assertThat(query.description()).endsWith(".").contains("uperseded");
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_parameter_that_is_required_has_an_example(CannedQuery query) {
        assertThat(query.parameters())
                .allSatisfy(parameter -> assertThat(parameter.description()).isNotBlank())
                .allMatch(parameter ->
                        !parameter.isRequired() || parameter.example().isPresent());
    }

    @ParameterizedTest
    @MethodSource("all")
    void rows_come_in_an_order_of_their_own(CannedQuery query) {
        assertThat(query.query().isSelectType()).isTrue();
        assertThat(query.query().getOrderBy()).isNotEmpty();
        assertThat(query.parameters())
                .noneMatch(parameter -> query.query().getProjectVars().contains(Var.alloc(parameter.name())));
    }

    @Test
    void reads_a_header() {
        CannedQuery query = CannedQueryReader.read("group", "name", GOOD);
        assertThat(query.title()).isEqualTo("A title");
        assertThat(query.description()).isEqualTo("What it is for, and how to read it.");
        assertThat(query.parameters()).extracting(Parameter::name).containsExactly("who", "when");
        assertThat(query.parameters().get(0).example()).contains("somebody");
        assertThat(query.parameters().get(1).isRequired()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# title: A title             | # heading: A title          | not a line of a header",
                "# title: A title             | #                           | not a line of a header",
                "# title: A title             | # title: A%n# title: B      | needs one title and has 2",
                "# description: What it is for, | # param x (string): x      | needs one description and has 0",
                "who (string)                 | who (text)                  | no type of parameter: text",
                "who (string): whom           | who: whom                   | not a parameter",
                "who (string)                 | whom (string)               | the query has no ?whom",
                "when (dateTime               | who (dateTime               | two parameters are named who",
                "SELECT ?x                    | SELECT ?x,                  | not SPARQL",
            })
    void tells_what_is_wrong_with_a_file(String good, String bad, String fault) {
        String text = GOOD.replace(good, bad.replace("%n", "\n"));
        assertThat(text).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> CannedQueryReader.read("group", "name", text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("queries/group/name.rq: ")
                .hasMessageContaining(fault);
    }

    @Test
    void tells_all_faults_of_a_file_at_once() {
        assertThatThrownBy(() -> CannedQueryReader.read("g", "n", "# titel: x\n# param a (b): c\nSELECT"))
                .hasMessageContainingAll(
                        "not a line of a header", "no type of parameter", "not SPARQL", "one title", "one description");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default yesterday", "default 2026-01-01"})
    void a_default_must_be_what_it_says_it_is(String wrong) {
        CannedQuery query = CannedQueryReader.read("g", "n", GOOD.replace("default 2026-01-01T00:00:00Z", wrong));
        assertThatThrownBy(() -> CannedQueries.of(List.of(query), IRIS)).hasMessageContaining("is not a time");
    }

    @Test
    void two_queries_cannot_have_one_name() {
        CannedQuery query = CannedQueryReader.read("g", "n", GOOD);
        assertThatThrownBy(() -> CannedQueries.of(List.of(query, query), IRIS)).hasMessageContaining("named n");
    }

    @Test
    void refuses_missing_and_unknown_and_malformed_parameters_all_at_once() {
        RefusedException refused = refused("runs-of-agent", Map.of("form", "2026", "from", "2026-01-01", "to", "soon"));
        assertThat(refused.problem().type()).isEqualTo(ProblemType.BAD_REQUEST);
        assertThat(refused.problem().violations())
                .extracting(Violation::pointer, Violation::rule)
                .containsExactly(
                        tuple("agent", "parameter:required"),
                        tuple("from", "parameter:form"),
                        tuple("to", "parameter:form"),
                        tuple("form", "parameter:unknown"));
    }

    @Test
    void refuses_an_unknown_query() {
        assertThat(refused("no-such-query", Map.of()).problem().type()).isEqualTo(ProblemType.NOT_FOUND);
    }

    private static RefusedException refused(String name, Map<String, String> given) {
        return catchThrowableOfType(RefusedException.class, () -> QUERIES.bind(name, given, "default"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AGENT           | svc:fetcher                        | agent/svc:fetcher",
                "AGENT           | http://localhost:8080/agent/x      | agent/x",
                "RUN             | kfm://run/1                        | run/kfm:~2f~2frun~2f1",
                "COMMIT          | git:7d2f90c1b4                     | commit/7d2f90c1b4",
                "COMMIT          | git:v1.2                           | commit/git:v1.2",
                "LOCATION        | raw/a b.csv                        | location/raw~2fa~20b.csv",
                "DATASET         | kfm://dataset/rivers               | dataset/rivers",
                "DATASET_VERSION | kfm://dataset/rivers@2026          | dataset-version/rivers/2026",
            })
    void a_name_becomes_the_iri_that_the_mapping_mints(ParameterType type, String name, String iri) {
        assertThat(type.term(name, IRIS, "default").orElseThrow().getURI()).isEqualTo(IRIS.base() + iri);
    }

    @Test
    void digests_become_iris_whatever_their_case() {
        String hex = "ab".repeat(32);
        assertThat(ParameterType.CONTAINER.term("SHA256:" + hex.toUpperCase(Locale.ROOT), IRIS, "default"))
                .map(Node::getURI)
                .contains(IRIS.base() + "container/sha256:" + hex);
        assertThat(ParameterType.ARTIFACT.term("sha256:" + hex + "/raw/a", IRIS, "default"))
                .map(Node::getURI)
                .contains(IRIS.base() + "artifact/sha256:" + hex + "/raw~2fa");
        assertThat(ParameterType.CONTAINER.term("sha256:abc", IRIS, "default")).isEmpty();
        assertThat(ParameterType.ARTIFACT.term("raw/a", IRIS, "default")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INTEGER,1.5", "INTEGER,", "DATE_TIME,2026-01-01", "DATE_TIME,2026-02-30T00:00:00Z", "IRI,relative"})
    void what_is_not_of_the_form_becomes_nothing(ParameterType type, String text) {
        assertThat(type.term(text == null ? "" : text, IRIS, "default")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"} UNION { ?s ?p ?o } #",
                "x> ?p ?o . ?s ?q <y",
                "http://localhost:8080/agent/x> ?p ?o . <y",
                "?agent",
                "_:b",
                "a\\\"b\nc",
                "http://localhost:8080/agent/x\n} UNION { ?s ?p ?o",
            })
    void no_value_can_become_syntax(String hostile) throws RefusedException {
        Op harmless = shape("runs-of-agent", "agent", "svc:fetcher");
        Op bound;
        try {
            bound = shape("runs-of-agent", "agent", hostile);
        } catch (RefusedException refused) {
            assertThat(refused.problem().violations())
                    .extracting(Violation::rule)
                    .containsExactly("parameter:form");
            return;
        }
        assertThat(bound).isEqualTo(harmless);
    }

    /** The query's algebra with the one thing that a parameter may change put back. */
    private static Op shape(String name, String parameter, String value) throws RefusedException {
        BoundQuery bound = QUERIES.bind(name, Map.of(parameter, value), "default");
        Node given = bound.terms().get(Var.alloc(parameter));
        Node stand = NodeFactory.createURI("urn:stand-in");
        return NodeTransformLib.transform(node -> node.equals(given) ? stand : node, Algebra.compile(bound.query()));
    }

    @Test
    void a_string_stays_one_literal() throws RefusedException {
        CannedQueries own = CannedQueries.of(List.of(CannedQueryReader.read("g", "n", GOOD)), IRIS);
        String hostile = "\"} UNION { ?s ?p ?o } #";
        BoundQuery bound = own.bind("n", Map.of("who", hostile), "default");
        assertThat(bound.terms().get(Var.alloc("who")).getLiteralLexicalForm()).isEqualTo(hostile);
        Query again = QueryFactory.create(bound.query().toString());
        assertThat(again).isEqualTo(bound.query());
    }

    @Test
    void binding_leaves_the_file_as_it_is() throws RefusedException {
        CannedQuery query = QUERIES.named("runs-of-agent").orElseThrow();
        String before = query.query().toString();
        BoundQuery bound = QUERIES.bind("runs-of-agent", Map.of("agent", "svc:a"), "default");
        assertThat(bound.query().getProjectVars()).isEqualTo(query.query().getProjectVars());
        assertThat(query.query().toString()).isEqualTo(before);
    }
}
