package dev.whence.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.map.Fixtures;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.map.SampleReceipts;
import dev.whence.receipt.ClosedRunReceipt.Outcome;
import dev.whence.receipt.GeneratedReceipt.GateOutcome;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.vocab.Spdx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeCheckTest {
    private static final ShapeCheck CHECK = new ShapeCheck();
    private static final String PREFIXES = """
            @prefix sh: <http://www.w3.org/ns/shacl#> .
            @prefix t: <http://example.org/> .
            """;

    static Stream<Receipt> oneOfEachKind() {
        return Stream.of(
                SampleReceipts.run(),
                SampleReceipts.closedRun(Outcome.SUCCESS),
                SampleReceipts.generated(GateOutcome.PASS, GateOutcome.FAIL),
                SampleReceipts.registry(),
                SampleReceipts.zone());
    }

    static Stream<String> fixtures() {
        return Fixtures.names().stream();
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void what_the_mapper_makes_of_each_kind_keeps_every_shape(Receipt receipt) {
        assertThatCode(() -> CHECK.check(graph(receipt))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void what_the_mapper_makes_of_each_fixture_keeps_every_shape(String name) throws IOException, RefusedException {
        Graph graph = Fixtures.mapped(name).graph();
        assertThatCode(() -> CHECK.check(graph)).doesNotThrowAnyException();
    }

    @Test
    void a_bad_pattern_is_caught_with_the_place_the_rule_and_what_to_do() {
        assertThatThrownBy(() -> CHECK.check(withBadChecksum()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().violations())
                                .singleElement()
                                .satisfies(ShapeCheckTest::isChecksumViolation));
    }

    @Test
    void a_pattern_has_the_flags_of_sparql() throws RefusedException {
        ShapeCheck check = check("t:S a sh:NodeShape ; sh:targetNode t:ABC ; sh:pattern \"abc\" ; sh:flags \"i\" .");
        check.check(GraphFactory.createGraphMem());
    }

    @Test
    void a_shape_that_cannot_be_judged_is_a_fault_and_not_a_verdict() {
        assertThatIllegalStateException()
                .isThrownBy(() -> check("t:S a sh:NodeShape ; sh:targetNode t:x ; sh:pattern \"(\" .")
                        .check(GraphFactory.createGraphMem()))
                .withMessageContaining("could not be judged");
    }

    @Test
    void what_is_only_a_warning_passes() {
        ShapeCheck check = check(
                "t:S a sh:NodeShape ; sh:targetNode t:x ; sh:severity sh:Warning ; sh:pattern \"y\" ; sh:message \"m\"@en .");
        assertThatCode(() -> check.check(GraphFactory.createGraphMem())).doesNotThrowAnyException();
    }

    @Test
    void the_graph_is_read_and_never_written() throws RefusedException {
        Graph graph = graph(SampleReceipts.run());
        int before = graph.size();
        CHECK.check(graph);
        assertThat(graph.size()).isEqualTo(before);
    }

    @Test
    void four_threads_at_a_time_judge_as_one_would() throws Exception {
        ShapeCheck shared = new ShapeCheck();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> passed = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Graph graph = i % 4 == 0 ? withBadChecksum() : graph(SampleReceipts.run());
                passed.add(threads.submit(() -> passes(shared, graph)));
            }
            for (int i = 0; i < passed.size(); i++) {
                assertThat(passed.get(i).get()).as("check " + i).isEqualTo(i % 4 != 0);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean passes(ShapeCheck check, Graph graph) {
        try {
            check.check(graph);
            return true;
        } catch (RefusedException refused) {
            assertThat(refused.problem().violations()).hasSize(1);
            return false;
        }
    }

    private static void isChecksumViolation(Violation violation) {
        assertThat(violation.pointer()).endsWith("#checksum");
        assertThat(violation.rule()).isEqualTo("https://w3id.org/whence/shapes#ChecksumValue");
        assertThat(violation.message()).contains("hexadecimal");
    }

    private static Graph withBadChecksum() {
        Graph graph = graph(SampleReceipts.run());
        Triple value = graph.find(Node.ANY, Spdx.CHECKSUM_VALUE, Node.ANY).next();
        graph.delete(value);
        graph.add(Triple.create(
                value.getSubject(),
                Spdx.CHECKSUM_VALUE,
                NodeFactory.createLiteralDT("abcd", XSDDatatype.XSDhexBinary)));
        return graph;
    }

    private static Graph graph(Receipt receipt) {
        return new ReceiptMapper(new Iris(Iris.DEFAULT_BASE))
                .map(MappingInput.of(receipt, SampleReceipts.ID))
                .graph();
    }

    private static ShapeCheck check(String turtle) {
        Model shapes = ModelFactory.createDefaultModel();
        RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).parse(shapes);
        return new ShapeCheck(shapes);
    }
}
