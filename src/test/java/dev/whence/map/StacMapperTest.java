package dev.whence.map;

import static dev.whence.map.Graphs.objects;
import static dev.whence.map.Graphs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Iana;
import dev.whence.vocab.Oa;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Spdx;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What STAC records say in triples. */
class StacMapperTest {
    private static final Iris IRIS = Fixtures.IRIS;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ReceiptValidator VALIDATOR = new ReceiptValidator();
    private static final String ITEM = "http://localhost:8080/stac/collections/_/items/a";
    private static final String ASSET = ITEM + "/asset/data";

    @ParameterizedTest
    @CsvSource({
        "processing-execution,kfm://run/2026-01-01T00:00:00Z.x,http://localhost:8080/run/kfm:~2f~2frun~2f2026-01-01T00:00:00Z.x",
        "processing-execution,kfm:run:01HX,http://localhost:8080/run/kfm:run:01HX",
        "processing-execution,run:river:publish,http://localhost:8080/run/run:river:publish",
        "processing-execution,http://localhost:8080/run/r1,http://localhost:8080/run/r1",
        "processing-execution,/run/r1,http://localhost:8080/run/r1",
        "processing-execution,/o/acme/run/r1,http://localhost:8080/o/acme/run/r1",
        "processing-execution,https://jobs.example.org/90AF,https://jobs.example.org/90AF",
        "via,kfm://run/x,http://localhost:8080/run/kfm:~2f~2frun~2fx",
        "provenance,kfm://run/x,http://localhost:8080/run/kfm:~2f~2frun~2fx"
    })
    void the_run_that_made_an_item_is_named_by_every_form_of_its_reference(String rel, String href, String run)
            throws Exception {
        Graph graph = map(withLink(rel, href));

        assertThat(objects(graph, node(ITEM), Prov.WAS_GENERATED_BY)).containsExactly(run);
        assertThat(graph.contains(node(run), RDF.Nodes.type, Prov.ACTIVITY)).isTrue();
        assertThat(graph.find(node(run), Dct.IDENTIFIER, Node.ANY).toList()).hasSize(1);
    }

    @Test
    void what_a_catalog_says_of_lineage_is_a_claim_and_no_lineage() throws Exception {
        var lineage = mapped(withLink("processing-execution", "kfm://run/x")).lineage();

        assertThat(lineage.run()).isEmpty();
        assertThat(lineage.generated()).isEmpty();
        assertThat(lineage.used()).isEmpty();
        assertThat(lineage.derivations()).isEmpty();
    }

    @Test
    void what_an_item_was_derived_from_is_no_dataset_that_nobody_describes() throws Exception {
        Graph graph = map(withLink("derived_from", "https://example.org/source.json"));
        Node source = node("https://example.org/source.json");

        assertThat(graph.contains(node(ITEM), Prov.WAS_DERIVED_FROM, source)).isTrue();
        assertThat(graph.contains(source, Node.ANY, Node.ANY)).isFalse();
    }

    @Test
    void software_is_attributed_to_the_item_and_not_to_the_run_which_has_a_receipt_of_its_own() throws Exception {
        ObjectNode item = withLink("processing-execution", "kfm://run/x");
        item.withObject("/properties").withObject("/processing:software").put("gdal", "3.9");
        Graph graph = map(item);

        assertThat(objects(graph, node(ITEM), Prov.WAS_ATTRIBUTED_TO))
                .containsExactly(IRIS.agent(Iris.DEFAULT_ORGANISATION, "gdal@3.9"));
        assertThat(graph.contains(Node.ANY, Prov.WAS_ASSOCIATED_WITH, Node.ANY)).isFalse();
    }

    @Test
    void multihash_and_checksum_and_content_are_the_same_digest() throws Exception {
        String hex = "ab".repeat(32);
        ObjectNode item = item();
        item.withObject("/assets/data").put("file:checksum", "1220" + hex);
        Graph graph = map(item);
        Node checksum = node(Iris.checksum(ASSET));

        assertThat(graph.contains(node(ASSET), Spdx.CHECKSUM, checksum)).isTrue();
        assertThat(graph.contains(checksum, Spdx.ALGORITHM, Spdx.SHA256)).isTrue();
        assertThat(graph.contains(checksum, Spdx.CHECKSUM_VALUE, Terms.hex(hex)))
                .isTrue();
        assertThat(objects(graph, node(ASSET), Prov.SPECIALIZATION_OF))
                .containsExactly(IRIS.content(Digest.parse("sha256:" + hex).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/c/a.json, data/x.csv, https://example.org/c/data/x.csv",
        "https://example.org/c/a.json, ../x.csv, https://example.org/x.csv",
        "https://example.org/c/a.json, s3://bucket/x.csv, s3://bucket/x.csv",
        "https://example.org/c/a.json, 'https://t.org/{z}/{x}.png', https://t.org/%7Bz%7D/%7Bx%7D.png",
        "https://example.org/c d/a.json, 'x#%zz', http://localhost:8080/location/x~23~25zz",
        ", data/x.csv, http://localhost:8080/location/data~2fx.csv"
    })
    void a_reference_leads_where_the_document_lies_and_to_a_place_of_ours_where_nobody_says_that(
            String self, String href, String target) throws Exception {
        ObjectNode item = item();
        if (self != null) {
            item.withArray("/links").addObject().put("rel", "self").put("href", self.replace(" ", "%20"));
        }
        item.withObject("/assets/data").put("href", href);

        assertThat(objects(map(item), node(ASSET), Dcat.ACCESS_URL)).containsExactly(target);
    }

    @Test
    void who_harvested_a_document_knows_best_where_it_lies() throws Exception {
        ObjectNode envelope = JSON.createObjectNode().put("record", "stac-item");
        ObjectNode item = withLink("self", "https://elsewhere.example.org/a.json");
        envelope.set("document", item);
        envelope.putObject("source")
                .put("catalog", "https://example.org/")
                .put("url", "https://example.org/deep/a.json")
                .put("retrieved_at", "2026-11-20T10:00:00Z");

        assertThat(objects(map(envelope), node(ASSET), Dcat.ACCESS_URL))
                .containsExactly("https://example.org/deep/data.csv");
    }

    @Test
    void a_title_is_the_id_where_there_is_none_and_a_description_is_not_made_up() throws Exception {
        Graph graph = map(item());

        assertThat(graph.contains(node(ITEM), Dct.TITLE, text("a"))).isTrue();
        assertThat(graph.contains(node(ITEM), Dct.DESCRIPTION, Node.ANY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "CC-BY-4.0,,https://spdx.org/licenses/CC-BY-4.0,false",
        "CC-BY-4.0,https://example.org/terms,https://spdx.org/licenses/CC-BY-4.0,false",
        "proprietary,https://example.org/terms,https://example.org/terms,true",
        "various,,,true",
        "TODO,,,false"
    })
    void terms_of_use_are_a_licence_of_spdx_or_a_link_and_no_word_that_says_nothing(
            String license, String link, String iri, boolean rights) throws Exception {
        ObjectNode item = link == null ? item() : withLink("license", link);
        item.withObject("/properties").put("license", license);
        Graph graph = map(item);
        Set<String> expected = iri == null ? Set.of() : Set.of(iri);

        assertThat(objects(graph, node(ITEM), Dct.LICENSE)).isEqualTo(expected);
        assertThat(objects(graph, node(ASSET), Dct.LICENSE)).isEqualTo(expected);
        assertThat(graph.contains(node(ITEM), Dct.RIGHTS, Node.ANY)).isEqualTo(rights);
    }

    @ParameterizedTest
    @CsvSource({"producer,host,B", "licensor,producer,B", "processor,processor,A", "'','',A"})
    void the_publisher_is_who_makes_the_data_available(String first, String second, String publisher) throws Exception {
        ObjectNode item = item();
        var providers = item.withObject("/properties").putArray("providers");
        provider(providers.addObject(), "A", first);
        provider(providers.addObject(), "B", second);

        assertThat(objects(map(item), node(ITEM), Dct.PUBLISHER))
                .containsExactly(IRIS.agent(Iris.DEFAULT_ORGANISATION, publisher));
    }

    private static void provider(ObjectNode provider, String name, String role) {
        provider.put("name", name);
        if (!role.isEmpty()) {
            provider.putArray("roles").add(role);
        }
    }

    @Test
    void a_link_that_has_no_better_word_is_a_node_with_its_relation_and_its_target() throws Exception {
        Graph graph = map(withLink("kfm:release proof", "kfm://release/1"));
        Node link = node(ITEM + "#link-1");

        assertThat(graph.contains(node(ITEM), RDFS.Nodes.seeAlso, link)).isTrue();
        assertThat(graph.contains(link, Oa.HAS_TARGET, node("kfm://release/1"))).isTrue();
        assertThat(graph.contains(link, Iana.RELATION, node(Iana.NAMESPACE + "relation/kfm:release%20proof")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "processing-expression,https://w3id.org/ogc/stac/processing/expression",
        "predecessor-version,http://www.w3.org/ns/dcat#previousVersion",
        "predecessor-version,http://www.w3.org/ns/prov#wasRevisionOf",
        "latest-version,http://www.w3.org/ns/dcat#hasCurrentVersion",
        "parent,http://purl.org/dc/terms/isPartOf",
        "child,http://purl.org/dc/terms/hasPart",
        "item,http://purl.org/dc/terms/hasPart",
        "derived_from,http://www.w3.org/ns/prov#wasDerivedFrom"
    })
    void a_link_that_has_a_better_word_is_said_by_it_alone(String rel, String property) throws Exception {
        Graph graph = map(withLink(rel, "https://example.org/x"));

        assertThat(objects(graph, node(ITEM), node(property))).containsExactly("https://example.org/x");
        assertThat(graph.contains(node(ITEM), RDFS.Nodes.seeAlso, Node.ANY)).isFalse();
    }

    @Test
    void a_collection_with_a_slash_in_its_id_cannot_pass_for_another() throws Exception {
        ObjectNode deep =
                withLink("collection", "c.json").put("collection", "a/b").put("id", "c");
        ObjectNode flat =
                withLink("collection", "c.json").put("collection", "a").put("id", "b/c");

        assertThat(subject(deep)).isEqualTo("a~2fb/c").isNotEqualTo(subject(flat));
    }

    @Test
    void nothing_is_said_in_blank_nodes() throws Exception {
        Graph graph = Fixtures.mapped("stac-item").graph();

        assertThat(RoundTrip.isSafe(graph)).isTrue();
        assertThat(graph.find()
                        .filterKeep(
                                t -> t.getSubject().isBlank() || t.getObject().isBlank())
                        .hasNext())
                .isFalse();
    }

    private static ObjectNode item() throws Exception {
        return (ObjectNode)
                JSON.readTree("{\"type\":\"Feature\",\"stac_version\":\"1.1.0\",\"id\":\"a\",\"geometry\":null,"
                        + "\"properties\":{\"datetime\":\"2026-10-01T00:00:00Z\"},\"links\":[],"
                        + "\"assets\":{\"data\":{\"href\":\"data.csv\"}}}");
    }

    private static ObjectNode withLink(String rel, String href) throws Exception {
        ObjectNode item = item();
        item.withArray("/links").addObject().put("rel", rel).put("href", href);
        return item;
    }

    private static Graph map(JsonNode record) throws RefusedException {
        return mapped(record).graph();
    }

    private static Mapped mapped(JsonNode record) throws RefusedException {
        CanonicalReceipt canonical = canonical(record);
        var valid = VALIDATOR.validate(canonical.tree(), canonical.id(), Leniency.STRICT);
        return new ReceiptMapper(IRIS).map(MappingInput.of(valid.receipt(), canonical.id()));
    }

    private static String subject(JsonNode record) throws RefusedException {
        CanonicalReceipt canonical = canonical(record);
        return VALIDATOR
                .validate(canonical.tree(), canonical.id(), Leniency.STRICT)
                .receipt()
                .subject();
    }

    private static CanonicalReceipt canonical(JsonNode record) throws RefusedException {
        return CanonicalReceipt.of(record.toString().getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULTS);
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }
}
