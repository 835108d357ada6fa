package dev.whence.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.JsonLdProcessor;
import com.github.jsonldjava.core.RDFDataset;
import com.github.jsonldjava.utils.JsonUtils;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.whence.receipt.LedgerFacts;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RefusedException;
import dev.whence.vocab.Whence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProvBundleExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ProvBundleExport EXPORT = new ProvBundleExport();
    private static final Schema SCHEMA = schema();

    static Stream<String> fixtures() {
        return Fixtures.names().stream();
    }

    /** The schema is of a bundle about a run. */
    static Stream<String> runs() {
        return Fixtures.ofRuns().stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void an_export_keeps_to_its_schema(String name) throws IOException, RefusedException {
        assertThat(SCHEMA.validate(JSON.readTree(EXPORT.write(quads(name))))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void an_export_read_by_json_ld_1_0_gives_the_same_quads(String name)
            throws IOException, RefusedException, JsonLdError {
        List<Quad> quads = quads(name);
        Object document = JsonUtils.fromString(EXPORT.write(quads));
        RDFDataset back = (RDFDataset) JsonLdProcessor.toRDF(document, OfflineJsonLd.options());
        assertThat(quadsOf(back)).isEqualTo(new HashSet<>(quads));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void an_export_read_by_json_ld_1_1_gives_the_same_quads(String name) throws IOException, RefusedException {
        List<Quad> quads = quads(name);
        DatasetGraph back = DatasetGraphFactory.create();
        RDFParser.fromString(EXPORT.write(quads), Lang.JSONLD11).parse(back);
        assertThat(back.stream()).containsExactlyInAnyOrderElementsOf(quads);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void the_same_quads_in_any_order_give_the_same_bytes(String name) throws IOException, RefusedException {
        List<Quad> quads = new ArrayList<>(quads(name));
        String once = EXPORT.write(quads);
        Collections.reverse(quads);
        assertThat(EXPORT.write(quads)).isEqualTo(once);
    }

    @Test
    void a_term_that_the_context_does_not_know_breaks_the_schema() throws IOException, RefusedException {
        ObjectNode document = (ObjectNode) JSON.readTree(EXPORT.write(quads("run-minimal")));
        ((ObjectNode) document.path("@graph").get(0)).put("whence:unheardOf", "x");
        assertThat(SCHEMA.validate(document)).isNotEmpty();
    }

    @Test
    void a_run_without_a_name_breaks_the_schema() throws IOException, RefusedException {
        ObjectNode document = (ObjectNode) JSON.readTree(EXPORT.write(quads("run-minimal")));
        for (JsonNode node : document.path("@graph")) {
            if (node.path("type").asText().equals("Activity")) {
                ((ObjectNode) node).remove("identifier");
            }
        }
        assertThat(SCHEMA.validate(document)).isNotEmpty();
    }

    @Test
    void the_context_has_a_name_for_every_term_of_ours() throws IOException, IllegalAccessException {
        JsonNode context = JSON.readTree(EXPORT.write(List.of())).path("@context");
        for (Field constant : Whence.class.getFields()) {
            if (constant.get(null) instanceof Node term) {
                String name = term.getURI().substring(Whence.NAMESPACE.length());
                assertThat(context.path(name)
                                .path("@id")
                                .asText(context.path(name).asText()))
                        .isEqualTo("whence:" + name);
            }
        }
    }

    private static List<Quad> quads(String name) throws IOException, RefusedException {
        LedgerFacts facts = new LedgerFacts(
                7,
                "sha256:" + "ef".repeat(32),
                SampleReceipts.NOON,
                "default",
                PolicyLabel.PUBLIC,
                Optional.of(SampleReceipts.ID));
        return new ReceiptQuads(Fixtures.IRIS).complete(Fixtures.mapped(name), facts);
    }

    private static Set<Quad> quadsOf(RDFDataset dataset) {
        Set<Quad> quads = new HashSet<>();
        for (String graph : dataset.graphNames()) {
            for (RDFDataset.Quad quad : dataset.getQuads(graph)) {
                quads.add(new Quad(
                        NodeFactory.createURI(graph),
                        NodeFactory.createURI(quad.getSubject().getValue()),
                        NodeFactory.createURI(quad.getPredicate().getValue()),
                        node(quad.getObject())));
            }
        }
        return quads;
    }

    private static Node node(RDFDataset.Node node) {
        if (node.isLiteral()
                && node.getLanguage() != null
                && !node.getLanguage().isEmpty()) {
            return NodeFactory.createLiteralLang(node.getValue(), node.getLanguage());
        }
        return node.isLiteral()
                ? NodeFactory.createLiteralDT(
                        node.getValue(), TypeMapper.getInstance().getSafeTypeByName(node.getDatatype()))
                : NodeFactory.createURI(node.getValue());
    }

    private static Schema schema() {
        try (InputStream in = ProvBundleExport.class.getResourceAsStream("/schema/prov-bundle.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
