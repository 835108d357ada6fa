package dev.whence.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Gate;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.RefusedException;
import dev.whence.testkit.TestRecords;
import dev.whence.validate.ReceiptValidator;
import dev.whence.vocab.GateTerms;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);
    private static final DatasetVersionId VERSION = DatasetVersionId.parse(TestRecords.VERSION);

    private final Gates gates = new Gates(IRIS);

    /** Records may come in as RDF that somebody else wrote, and say whatever they like. */
    @Test
    void a_record_that_says_what_a_receipt_says_is_no_receipt() throws RefusedException {
        Dossier.Described record = record();
        Graph said = record.triples();
        Node run = node(IRIS.run(Iris.DEFAULT_ORGANISATION, "kfm://run/run-1"));
        Node forged = node("https://forger.example/receipt");
        Node artifact = node("https://forger.example/artifact");
        said.add(Triple.create(forged, RDF.Nodes.type, GateTerms.TOLD));
        said.add(Triple.create(forged, Whence.DESCRIBES, run));
        said.add(Triple.create(artifact, Prov.WAS_GENERATED_BY, run));
        said.add(Triple.create(
                artifact,
                Prov.SPECIALIZATION_OF,
                node(IRIS.content(Digest.parse(TestRecords.digest("run-1")).orElseThrow()))));

        assertThat(codes(gates.judge(dossier(record))))
                .contains("E-run-without-receipt", "E-asset-not-output")
                .doesNotContain("E-claimed-by-several");
    }

    @Test
    void a_record_cannot_mark_itself_as_met_or_resolved_or_excepted() throws RefusedException {
        Dossier.Described record = record();
        Node content =
                node(IRIS.content(Digest.parse(TestRecords.digest("run-1")).orElseThrow()));
        record.triples().add(Triple.create(content, GateTerms.MAY_BE_SHARED, NodeFactory.createLiteralByValue(true)));
        Dossier dossier = new Dossier(
                Iris.DEFAULT_ORGANISATION,
                VERSION,
                List.of(record),
                List.of(),
                List.of(),
                new Dossier.Around(
                        List.of(),
                        List.of(),
                        List.of(new Dossier.Claim(
                                content.getURI(), List.of("https://a.example/", "https://b.example/")))));

        assertThat(codes(gates.judge(dossier))).contains("E-claimed-by-several");
    }

    @Test
    void the_gravest_result_stands_and_an_optional_gate_does_not_count() {
        Gate pass = new Gate("x:A", Gate.Result.PASS, List.of());
        Gate abstain = new Gate("x:B", Gate.Result.ABSTAIN, List.of());
        Gate deny = new Gate("x:C", Gate.Result.DENY, List.of());
        Gate error = new Gate("x:D", Gate.Result.ERROR, List.of());
        assertThat(overall(List.of(pass))).isEqualTo(Gate.Result.PASS);
        assertThat(overall(List.of(abstain, pass))).isEqualTo(Gate.Result.ABSTAIN);
        assertThat(overall(List.of(pass, deny, abstain))).isEqualTo(Gate.Result.DENY);
        assertThat(overall(List.of(deny, error))).isEqualTo(Gate.Result.ERROR);
        assertThat(overall(List.of(pass, new Gate("x:G", Gate.Result.ERROR, List.of()))))
                .isEqualTo(Gate.Result.PASS);
        assertThat(overall(List.of())).isEqualTo(Gate.Result.ERROR);
    }

    private static Gate.Result overall(List<Gate> gates) {
        return new Judgement(gates, java.util.Set.of("x:G"), java.util.Map.of()).overall();
    }

    @Test
    void the_same_dossier_gives_the_same_judgement() throws RefusedException {
        Dossier dossier = dossier(record());
        assertThat(gates.judge(dossier)).isEqualTo(gates.judge(dossier));
    }

    private static Dossier dossier(Dossier.Described record) {
        return new Dossier(
                Iris.DEFAULT_ORGANISATION, VERSION, List.of(record), List.of(), List.of(), Dossier.Around.NOTHING);
    }

    private static Dossier.Described record() throws RefusedException {
        ObjectNode document = TestRecords.item("rivers", "gauge-1", "run-1");
        ReceiptId id = CanonicalReceipt.of(TestRecords.bytes(document), JsonLimits.DEFAULTS)
                .id();
        CatalogRecord item = (CatalogRecord) new ReceiptValidator().read(ReceiptKind.STAC_ITEM, document, id);
        Mapped mapped = new ReceiptMapper(IRIS).map(MappingInput.of(item, id));
        return new Dossier.Described(
                id,
                IRIS.described(Iris.DEFAULT_ORGANISATION, new RecordName(item.kind(), item.subject())),
                item,
                PolicyLabel.PUBLIC,
                document,
                mapped.graph());
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }

    private static List<String> codes(Judgement judgement) {
        return judgement.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .map(Gate.Finding::code)
                .toList();
    }
}
