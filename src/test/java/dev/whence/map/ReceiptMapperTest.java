package dev.whence.map;

import static dev.whence.map.Graphs.iris;
import static dev.whence.map.Graphs.objects;
import static dev.whence.map.Graphs.receipt;
import static dev.whence.map.Graphs.subjects;
import static dev.whence.map.Graphs.text;
import static dev.whence.map.Graphs.time;
import static dev.whence.map.SampleReceipts.ID;
import static dev.whence.map.SampleReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.Digest;
import dev.whence.receipt.GeneratedReceipt.GateOutcome;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LedgerFacts;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.Warning;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Spdx;
import dev.whence.vocab.Whence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptMapperTest {

    private static final Iris IRIS = Fixtures.IRIS;
    private final ReceiptMapper mapper = new ReceiptMapper(IRIS);
    private final ReceiptQuads quads = new ReceiptQuads(IRIS);

    static Stream<String> fixtures() {
        return Fixtures.names().stream();
    }

    @Test
    void a_common_run_receipt_costs_48_quads_with_its_ledger_facts() {
        assertThat(quads.complete(map(SampleReceipts.run()), SampleReceipts.ledgerFacts()))
                .hasSize(48);
    }

    @Test
    void the_same_receipt_gives_the_same_quads_in_the_same_order() {
        List<Quad> once = quads.complete(map(SampleReceipts.run()), SampleReceipts.ledgerFacts());
        List<Quad> again = quads.complete(map(SampleReceipts.run()), SampleReceipts.ledgerFacts());
        assertThat(again).containsExactlyElementsOf(once);
        assertThat(ReceiptQuads.nquads(again)).isEqualTo(ReceiptQuads.nquads(once));
    }

    static Stream<String> runs() {
        return Fixtures.ofRuns().stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void lineage_and_triples_agree(String name) throws IOException, RefusedException {
        Mapped mapped = Fixtures.mapped(name);
        LineageFacts lineage = mapped.lineage();
        Node run = NodeFactory.createURI(lineage.run().orElseThrow());
        assertThat(iris(lineage.used())).isEqualTo(objects(mapped.graph(), run, Prov.USED));
        assertThat(iris(lineage.generated())).isEqualTo(subjects(mapped.graph(), Prov.WAS_GENERATED_BY, run));
        assertThat(lineage.used()).allSatisfy(thing -> assertSpecializes(mapped.graph(), thing));
        assertThat(lineage.generated()).allSatisfy(thing -> assertSpecializes(mapped.graph(), thing));
        assertThat(lineage.receipt()).isEqualTo(mapped.graphIri());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void every_artifact_that_was_made_points_to_the_receipt(String name) throws IOException, RefusedException {
        Mapped mapped = Fixtures.mapped(name);
        Node receipt = NodeFactory.createURI(mapped.graphIri());
        assertThat(subjects(mapped.graph(), Whence.RECEIPT, receipt))
                .isEqualTo(iris(mapped.lineage().generated()));
    }

    @Test
    void nothing_the_mapper_writes_is_a_blank_node() {
        Graph graph = map(SampleReceipts.zone()).graph();
        assertThat(graph.stream())
                .noneMatch(t -> t.getSubject().isBlank() || t.getObject().isBlank());
    }

    @Test
    void the_time_of_a_receipt_is_never_the_end_of_its_run() {
        Graph graph = map(SampleReceipts.run()).graph();
        assertThat(graph.contains(receipt(), Prov.GENERATED_AT_TIME, time("2026-02-20T12:00:00Z")))
                .isTrue();
        assertThat(graph.contains(Node.ANY, Prov.ENDED_AT_TIME, Node.ANY)).isFalse();
    }

    @Test
    void times_are_written_in_the_one_form_that_a_store_gives_back() {
        Graph graph = map(SampleReceipts.generated(GateOutcome.PASS)).graph();
        assertThat(graph.contains(receipt(), Prov.GENERATED_AT_TIME, time("2026-07-20T08:40:40.97Z")))
                .isTrue();
    }

    @Test
    void a_malformed_digest_names_a_version_but_no_content() {
        Digest malformed = new Digest.Malformed("sha256:1111");
        RunReceipt receipt = SampleReceipts.run(
                "r",
                List.of(),
                List.of(Artifact.at("a", malformed), Artifact.at("b", malformed)),
                SampleReceipts.extras());
        Mapped mapped = map(receipt);
        assertThat(mapped.lineage().generated())
                .hasSize(2)
                .allSatisfy(thing -> assertThat(thing.content()).isEmpty());
        assertThat(mapped.graph().contains(Node.ANY, Spdx.CHECKSUM, Node.ANY)).isFalse();
    }

    @Test
    void an_artifact_named_twice_is_one_thing() {
        Artifact artifact = Artifact.at("a", digest("11"));
        RunReceipt receipt = SampleReceipts.run("r", List.of(artifact, artifact), List.of(), SampleReceipts.extras());
        assertThat(map(receipt).lineage().used()).hasSize(1);
    }

    @Test
    void warnings_and_leniency_are_said_of_the_receipt() {
        Graph graph = mapper.map(new MappingInput(
                        SampleReceipts.run(), ID, "default", List.of(new Warning("policy:email", "/notes")), true))
                .graph();
        assertThat(graph.contains(receipt(), Whence.WARNING, text("policy:email /notes")))
                .isTrue();
        assertThat(graph.contains(receipt(), Whence.LENIENT, Node.ANY)).isTrue();
    }

    @Test
    void another_organisation_has_its_own_names_for_what_it_owns() {
        Mapped mapped = mapper.map(new MappingInput(SampleReceipts.run(), ID, "acme", List.of(), false));
        assertThat(mapped.graphIri()).startsWith(Iris.DEFAULT_BASE + "o/acme/receipt/");
        assertThat(mapped.lineage().run().orElseThrow()).startsWith(Iris.DEFAULT_BASE + "o/acme/run/");
        assertThat(mapped.lineage().used())
                .allSatisfy(thing -> assertThat(thing.content())
                        .hasValueSatisfying(content -> assertThat(content).startsWith(Iris.DEFAULT_BASE + "content/")));
    }

    @Test
    void what_an_optional_member_says_is_mapped() {
        Graph graph = map(SampleReceipts.run("r", List.of(), List.of(), SampleReceipts.allExtras()))
                .graph();
        assertThat(Stream.of(
                        Prov.STARTED_AT_TIME,
                        Prov.ENDED_AT_TIME,
                        Whence.RUN_TYPE,
                        Whence.FETCHED_AT,
                        Whence.FETCHED_FROM,
                        Whence.ETAG,
                        Whence.LAST_MODIFIED,
                        Whence.FALLBACK_USED,
                        Whence.SIGNATURE,
                        Whence.ATTESTATION,
                        Dcat.HAS_VERSION))
                .allSatisfy(property -> assertThat(graph.contains(Node.ANY, property, Node.ANY))
                        .as(property.getURI())
                        .isTrue());
    }

    @Test
    void the_ledger_adds_its_facts_and_receipts_revise_receipts() {
        Mapped mapped = map(SampleReceipts.run());
        ReceiptId earlier = new ReceiptId("cd".repeat(32));
        LedgerFacts facts = new LedgerFacts(
                12, "sha256:00", SampleReceipts.NOON, "default", PolicyLabel.RESTRICTED, Optional.of(earlier));
        new LedgerFactsMapper(IRIS).add(mapped.graph(), mapped.graphIri(), facts);
        Graph graph = mapped.graph();
        assertThat(graph.contains(
                        receipt(), Whence.SEQUENCE, NodeFactory.createLiteralDT("12", XSDDatatype.XSDinteger)))
                .isTrue();
        assertThat(graph.contains(receipt(), Whence.EVENT_HASH, text("sha256:00")))
                .isTrue();
        assertThat(graph.contains(receipt(), Whence.RECORDED_AT, time("2026-02-20T12:00:00Z")))
                .isTrue();
        assertThat(graph.contains(receipt(), Whence.ORGANISATION, text("default")))
                .isTrue();
        assertThat(graph.contains(receipt(), Whence.POLICY_LABEL, Whence.RESTRICTED))
                .isTrue();
        assertThat(objects(graph, receipt(), Prov.WAS_REVISION_OF)).containsExactly(IRIS.receipt("default", earlier));
    }

    private Mapped map(Receipt receipt) {
        return mapper.map(MappingInput.of(receipt, ID));
    }

    private static void assertSpecializes(Graph graph, Thing thing) {
        Set<String> general = objects(graph, NodeFactory.createURI(thing.iri()), Prov.SPECIALIZATION_OF);
        Stream.of(thing.content(), thing.location())
                .flatMap(Optional::stream)
                .filter(iri -> !iri.equals(thing.iri()))
                .forEach(iri -> assertThat(general).contains(iri));
    }
}
