package dev.whence.map;

import static dev.whence.map.Graphs.iris;
import static dev.whence.map.Graphs.objects;
import static dev.whence.map.Graphs.run;
import static dev.whence.map.Graphs.text;
import static dev.whence.map.Graphs.whence;
import static dev.whence.map.SampleReceipts.ID;
import static dev.whence.map.SampleReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.ClosedRunReceipt.Outcome;
import dev.whence.receipt.Digest;
import dev.whence.receipt.GeneratedReceipt.GateOutcome;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.Receipt;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Stac;
import dev.whence.vocab.Whence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is particular to a kind. */
class KindMapperTest {
    private static final Iris IRIS = Fixtures.IRIS;
    private final ReceiptMapper mapper = new ReceiptMapper(IRIS);

    @ParameterizedTest
    @CsvSource({
        "pass,passed,false",
        "PASS,passed,true",
        "succeeded,passed,true",
        "fail,failed,false",
        "partial,partial,false",
        "skipped,skipped,false",
        "meh,unclear,true"
    })
    void a_status_is_one_of_a_few_words_and_keeps_its_own_where_that_is_another(
            String word, String status, boolean keepsItsOwn) {
        Statements out = statements();
        Status.say(out, Whence.VALIDATION_STATUS, word);
        Graph graph = out.mapped().graph();
        assertThat(graph.contains(Node.ANY, Whence.VALIDATION_STATUS, whence(status)))
                .isTrue();
        assertThat(graph.contains(Node.ANY, Whence.STATED_STATUS, text(word))).isEqualTo(keepsItsOwn);
    }

    @ParameterizedTest
    @CsvSource({
        "PASS PASS,passed",
        "PASS FAIL,failed",
        "FAIL SKIPPED,failed",
        "PASS SKIPPED,partial",
        "SKIPPED SKIPPED,skipped"
    })
    void several_checks_add_up_to_one_status(String outcomes, String status) {
        GateOutcome[] gates =
                Stream.of(outcomes.split(" ")).map(GateOutcome::valueOf).toArray(GateOutcome[]::new);
        assertThat(map(SampleReceipts.generated(gates))
                        .graph()
                        .contains(Node.ANY, Whence.VALIDATION_STATUS, whence(status)))
                .isTrue();
    }

    @Test
    void the_outcome_of_a_closed_run_is_that_of_its_execution() {
        Graph graph = map(SampleReceipts.closedRun(Outcome.FAIL)).graph();
        assertThat(graph.contains(Node.ANY, Whence.EXECUTION_STATUS, Whence.FAILED))
                .isTrue();
        assertThat(graph.contains(Node.ANY, Whence.VALIDATION_STATUS, Node.ANY)).isFalse();
    }

    @Test
    void code_is_one_commit_however_a_kind_writes_it() {
        Graph graph = map(SampleReceipts.closedRun(Outcome.SUCCESS)).graph();
        Node commit = NodeFactory.createURI(IRIS.commit("c9f9c6674df604c7ce247fdb23212607fe155357"));
        assertThat(graph.contains(Node.ANY, Whence.COMMIT, commit)).isTrue();
        assertThat(graph.contains(commit, Dct.IDENTIFIER, text("git:c9f9c6674df604c7ce247fdb23212607fe155357")))
                .isTrue();
    }

    @Test
    void a_fetch_that_changed_nothing_makes_nothing_and_still_used_its_source() {
        Mapped mapped = map(SampleReceipts.closedRun(
                List.of(), List.of(), Outcome.SUCCESS, Optional.of(SampleReceipts.sync("no_op", Optional.empty()))));
        assertThat(mapped.lineage().generated()).isEmpty();
        assertThat(iris(mapped.lineage().used())).containsExactly(IRIS.location("default", "https://example.org/data"));
        assertThat(mapped.graph()
                        .contains(
                                Node.ANY,
                                Prov.WAS_INFORMED_BY,
                                NodeFactory.createURI(IRIS.run("default", "run:prior"))))
                .isTrue();
    }

    @Test
    void fetched_bytes_are_the_output_where_there_is_one_output_and_no_guess_where_there_are_two() {
        Optional<Digest.WellFormed> fetched = Optional.of(digest("ee"));
        assertThat(generatedAfterFetch(List.of("a"), fetched))
                .containsExactly(Optional.of(IRIS.content(fetched.get())));
        assertThat(generatedAfterFetch(List.of("a", "b"), fetched)).containsExactly(Optional.empty(), Optional.empty());
    }

    private List<Optional<String>> generatedAfterFetch(List<String> outputs, Optional<Digest.WellFormed> fetched) {
        return map(SampleReceipts.closedRun(
                        List.of(), outputs, Outcome.SUCCESS, Optional.of(SampleReceipts.sync("materialize", fetched))))
                .lineage()
                .generated()
                .stream()
                .map(Thing::content)
                .toList();
    }

    @Test
    void an_evidence_hash_that_is_the_own_output_was_not_used() {
        Set<String> used =
                iris(map(SampleReceipts.generated(GateOutcome.PASS)).lineage().used());
        assertThat(used).contains(IRIS.content(digest("dd"))).doesNotContain(IRIS.content(digest("33")));
    }

    @Test
    void a_model_is_a_software_agent_beside_the_emitter() {
        Graph graph = map(SampleReceipts.generated(GateOutcome.PASS)).graph();
        Node model = NodeFactory.createURI(IRIS.agent("default", "OpenAI/GPT-5.6 Thinking@2026-07-20"));
        Node emitter = NodeFactory.createURI(IRIS.agent("default", "openai/gpt-5.6-thinking"));
        assertThat(objects(graph, run("genrec-makefile"), Prov.WAS_ASSOCIATED_WITH))
                .containsExactlyInAnyOrder(model.getURI(), emitter.getURI());
        assertThat(graph.contains(Node.ANY, Prov.ASSOCIATED_AGENT, model)).isTrue();
    }

    @Test
    void a_dataset_stands_in_for_the_place_of_a_registry_subject() {
        Mapped mapped = map(SampleReceipts.registry());
        Node dataset = NodeFactory.createURI(IRIS.dataset("default", "sidewalks"));
        assertThat(objects(mapped.graph(), dataset, Dcat.DISTRIBUTION))
                .isEqualTo(iris(mapped.lineage().generated()));
        assertThat(mapped.graph().contains(Node.ANY, Whence.GATE_FAILED, text("links")))
                .isTrue();
        assertThat(mapped.graph().contains(Node.ANY, Whence.VALIDATION_STATUS, Whence.FAILED))
                .isTrue();
    }

    @Test
    void the_terms_of_an_input_stay_with_it() {
        Graph graph = map(SampleReceipts.zone()).graph();
        assertThat(graph.contains(Node.ANY, Whence.STATED_LICENSE, text("CC-BY-4.0")))
                .isTrue();
        assertThat(graph.contains(Node.ANY, Whence.SENSITIVITY, text("public"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "application/geo+json,true,application/geo+json,false",
        "image/tiff; application=geotiff,true,image/tiff,true",
        "text/csv,false,text/csv,false",
        "not a type,false,,true",
        "text/<script>,false,,true"
    })
    void a_media_type_is_ianas_where_it_can_be(String stated, boolean spatial, String registered, boolean keepsText) {
        Artifact artifact = new Artifact("a", Optional.of(digest("11")), Optional.of(stated));
        Graph graph = map(SampleReceipts.run("r", List.of(), List.of(artifact), SampleReceipts.extras()))
                .graph();
        assertThat(graph.contains(Node.ANY, Node.ANY, Stac.ASSET)).isEqualTo(spatial);
        assertThat(graph.contains(Node.ANY, Dct.FORMAT, text(stated))).isEqualTo(keepsText);
        assertThat(graph.find(Node.ANY, Dcat.MEDIA_TYPE, Node.ANY)
                        .mapWith(t -> t.getObject().getURI())
                        .toList())
                .isEqualTo(Stream.ofNullable(registered)
                        .map(type -> "https://www.iana.org/assignments/media-types/" + type)
                        .toList());
    }

    private static Statements statements() {
        return new Statements(IRIS, MappingInput.of(SampleReceipts.run(), ID));
    }

    private Mapped map(Receipt receipt) {
        return mapper.map(MappingInput.of(receipt, ID));
    }
}
