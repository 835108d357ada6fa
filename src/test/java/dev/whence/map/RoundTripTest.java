package dev.whence.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.RunReceipt;
import dev.whence.vocab.Dct;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final String NAME = "http://example.org/g";

    static Stream<String> fixtures() {
        return Fixtures.names().stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void every_fixture_survives(String name) throws IOException, RefusedException {
        Mapped mapped = Fixtures.mapped(name);
        assertThat(RoundTrip.isSafe(mapped.graph())).isTrue();
        assertThat(survives(mapped.graph())).isTrue();
    }

    @Test
    void receipts_in_any_characters_survive_and_keep_their_strings() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String text = anyText(random);
            RunReceipt receipt = SampleReceipts.run(
                    text, List.of(Artifact.at(text)), List.of(Artifact.at(text + "!")), SampleReceipts.extras());
            Graph graph = new ReceiptMapper(Fixtures.IRIS)
                    .map(MappingInput.of(receipt, SampleReceipts.ID))
                    .graph();
            assertThat(RoundTrip.isSafe(graph)).isTrue();
            assertThat(survives(graph)).as(text).isTrue();
            assertThat(graph.contains(Node.ANY, Dct.IDENTIFIER, NodeFactory.createLiteralString(text)))
                    .isTrue();
        }
    }

    @Test
    void every_character_of_the_basic_plane_survives_as_text() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0xfffe; c++) {
            if (!Character.isSurrogate(c)) {
                all.append(c);
            }
        }
        Graph graph = graphOf(NodeFactory.createLiteralString(all.toString()));
        assertThat(RoundTrip.isSafe(graph)).isTrue();
        assertThat(survives(graph)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://e/<",
                "http://e/>",
                "http://e/ ",
                "http://e/\"",
                "http://e/{",
                "http://e/}",
                "http://e/|",
                "http://e/^",
                "http://e/`",
                "http://e/\\",
                "http://e/\n",
                "http://e/\u0000"
            })
    void an_iri_that_n_quads_cannot_hold_is_not_safe(String iri) {
        assertThat(RoundTrip.isSafe(graphOf(NodeFactory.createURI(iri)))).isFalse();
    }

    @Test
    void half_a_character_is_not_safe() {
        assertThat(RoundTrip.isSafe(graphOf(NodeFactory.createLiteralString("a\ud800b"))))
                .isFalse();
        assertThat(RoundTrip.isSafe(graphOf(NodeFactory.createLiteralString("\udc00\ud800"))))
                .isFalse();
        assertThat(RoundTrip.isSafe(graphOf(NodeFactory.createLiteralString("\ud83c\udf0a"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufffe", "\uffff"})
    void a_noncharacter_that_does_not_survive_is_not_safe(String text) {
        Graph graph = graphOf(NodeFactory.createLiteralString(text));
        assertThat(RoundTrip.isSafe(graph)).isFalse();
        assertThat(survives(graph)).isFalse();
    }

    @Test
    void a_blank_node_is_not_safe() {
        assertThat(RoundTrip.isSafe(graphOf(NodeFactory.createBlankNode()))).isFalse();
    }

    private static boolean survives(Graph graph) {
        return RoundTrip.survive(ReceiptQuads.sorted(NAME, graph));
    }

    private static Graph graphOf(Node object) {
        Graph graph = GraphFactory.createGraphMem();
        graph.add(Triple.create(NodeFactory.createURI("http://example.org/s"), Dct.IDENTIFIER, object));
        return graph;
    }

    /** Controls, line separators, marks, all planes; never half a character. */
    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder("\u2028\u0000\u0085\"\\<>");
        for (int i = random.nextInt(20); i >= 0; i--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x100 : 0x110000);
            boolean isCharacter = Character.getType(codePoint) != Character.SURROGATE && (codePoint & 0xfffe) != 0xfffe;
            if (isCharacter) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }
}
