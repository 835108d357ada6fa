package dev.whence.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Gate;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptKind;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObligationsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double CELL = 10_000;
    private static final String IRI = "http://localhost:8080/stac/collections/nests/items/eagle";

    private final Obligations obligations = new Obligations();
    private final Random random = new Random(17);

    @RepeatedTest(200)
    void places_in_one_cell_cannot_be_told_apart() throws Exception {
        double lon = random.nextDouble() * 358 - 179;
        double lat = random.nextDouble() * 160 - 80;
        Obligations.Met met = met(item(lon, lat), coarser(CELL));
        JsonNode box = met.document().path("bbox");

        double west = box.get(0).asDouble();
        double south = box.get(1).asDouble();
        double east = box.get(2).asDouble();
        double north = box.get(3).asDouble();
        assertThat(lon).isBetween(west - 1e-5, east + 1e-5);
        assertThat(lat).isBetween(south - 1e-5, north + 1e-5);
        assertThat((north - south) * 111_320).isGreaterThan(CELL - 1);
        assertThat((east - west) * 111_320 * Math.cos(Math.toRadians((north + south) / 2)))
                .isGreaterThan(CELL - 1);
        double otherLon = west + (east - west) * (0.05 + 0.9 * random.nextDouble());
        double otherLat = south + (north - south) * (0.05 + 0.9 * random.nextDouble());
        assertThat(met(item(otherLon, otherLat), coarser(CELL)).document()).isEqualTo(met.document());
    }

    @Test
    void no_precise_number_is_left_anywhere() throws Exception {
        ObjectNode item = item(-98.123456, 38.654321);
        ObjectNode properties = (ObjectNode) item.path("properties");
        properties.put("proj:epsg", 4326).putArray("proj:centroid").add(38.654321);
        properties.put("latitude", 38.654321);
        ((ObjectNode) item.path("assets").path("data")).putArray("proj:bbox").add(-98.123456);
        ObjectNode envelope = JSON.createObjectNode().put("record", "stac-item");
        envelope.set("document", item);

        for (ObjectNode document : List.of(item, envelope)) {
            Obligations.Met met = met(document, coarser(CELL));
            assertThat(met.document().toString()).doesNotContain("98.1234", "38.6543");
            assertThat(met.label()).isEqualTo(PolicyLabel.PUBLIC_GENERALIZED);
            assertThat(met.document().toString())
                    .contains("public_generalized")
                    .doesNotContain("restricted_sensitive_location");
        }
    }

    @Test
    void a_place_in_words_is_not_published() throws Exception {
        ObjectNode item = item(-98.1, 38.6);
        ((ObjectNode) item.path("properties")).put("description", "The nest at 38.6543, -98.1234 by the creek");

        assertThat(denials(item, PolicyLabel.RESTRICTED, coarser(CELL)))
                .extracting(Gate.Finding::where)
                .contains(IRI + " /properties/description");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nest_38.65432.csv",
                "https://data.example/?lat=38.6543&lon=-98.12346",
                "38\u00b039'15\" N",
                "[98.123, \"x\"]"
            })
    void a_place_that_is_told_a_second_time_is_not_published(String text) throws Exception {
        ObjectNode item = item(-98.123456, 38.654321);
        ((ObjectNode) item.path("assets").path("data")).put("href", text);

        assertThat(denials(item, PolicyLabel.RESTRICTED, coarser(CELL)))
                .extracting(Gate.Finding::where)
                .containsExactly(IRI + " /assets/data/href");
    }

    @Test
    void numbers_under_names_that_say_nothing_are_found() throws Exception {
        ObjectNode item = item(-98.123456, 38.654321);
        ((ObjectNode) item.path("properties")).putArray("kfm:at").add(38.65432).add(12.5);
        ((ObjectNode) item.path("properties")).put("kfm:latitude", 51.47654).put("title", "By 51.4765");
        ((ObjectNode) item.path("assets")).putObject("tile-38.6543");

        assertThat(denials(item, PolicyLabel.RESTRICTED, coarser(CELL)))
                .extracting(Gate.Finding::where)
                .containsExactlyInAnyOrder(
                        IRI + " /properties/title", IRI + " /properties/kfm:at/0", IRI + " /assets/tile-38.6543");
    }

    @Test
    void other_numbers_may_stay() throws Exception {
        ObjectNode item = item(-98.123456, 38.654321);
        ((ObjectNode) item.path("properties"))
                .put("eo:cloud_cover", 38.61)
                .put("gsd", 0.5)
                .put("rows", 98);

        assertThat(met(item, coarser(CELL))
                        .document()
                        .at("/properties/eo:cloud_cover")
                        .asDouble())
                .isEqualTo(38.61);
    }

    @Test
    void members_are_known_in_any_case_and_behind_any_prefix() throws Exception {
        ObjectNode item = item(-98.123456, 38.654321);
        ObjectNode properties = (ObjectNode) item.path("properties");
        properties.putArray("BBox").add(-98.2345).add(38.4567).add(-98.2345).add(38.4567);
        properties.put("kfm:Latitude", 38.4567);
        properties
                .putObject("kfm:geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(-98.2345)
                .add(38.4567);

        assertThat(met(item, coarser(CELL)).document().toString()).doesNotContain("98.234", "38.456", "38.654");
    }

    @ParameterizedTest
    @CsvSource({"500123.4,4701234.5", "10.5,95.25", "181.5,10", "NaN,10", "1e300,1e300"})
    void a_place_that_is_not_on_the_globe_is_not_published(double x, double y) throws Exception {
        assertThat(denials(item(x, y), PolicyLabel.RESTRICTED, coarser(CELL)))
                .extracting(Gate.Finding::where)
                .contains(IRI + " /bbox", IRI + " /geometry");
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"INTERNAL", "EMBARGOED", "QUARANTINE"})
    void what_is_kept_back_altogether_is_not_published_coarser(PolicyLabel label) throws Exception {
        assertThat(denials(item(1, 1), label, coarser(CELL)))
                .extracting(Gate.Finding::code)
                .containsExactly("obligation:label");
    }

    @Test
    void a_sensitive_place_is_not_published_as_it_is() throws Exception {
        assertThat(denials(item(1, 1), PolicyLabel.RESTRICTED_SENSITIVE_LOCATION))
                .extracting(Gate.Finding::code)
                .containsExactly("obligation:label");
    }

    @Test
    void attributes_are_removed_wherever_they_stand() throws Exception {
        ObjectNode item = item(1, 1);
        ((ObjectNode) item.path("properties")).put("finder", "someone").put("count", 3);
        ((ObjectNode) item.path("assets").path("data")).put("finder", "someone");

        Obligations.Met met = met(
                item,
                coarser(CELL),
                new Obligation(
                        Obligation.REMOVE_ATTRIBUTES,
                        OptionalDouble.empty(),
                        List.of("finder", "/properties/count"),
                        ""));

        assertThat(met.document().toString()).doesNotContain("someone", "count");
        assertThat(met.met()).containsExactly(Obligation.GENERALIZE_GEOMETRY, Obligation.REMOVE_ATTRIBUTES);
    }

    @Test
    void pointers_lead_into_arrays_and_into_the_record_in_an_envelope() throws Exception {
        ObjectNode item = item(1, 1);
        ((ArrayNode) item.path("links")).addObject().put("href", "https://first.org/");
        ((ArrayNode) item.path("links")).addObject().put("href", "https://second.org/");
        ((ArrayNode) item.path("links"))
                .addObject()
                .put("href", "https://third.org/")
                .put("title", "someone");
        ObjectNode envelope = JSON.createObjectNode().put("record", "stac-item");
        envelope.set("document", item);
        Obligation asked = removal("/links/0", "/links/1", "/links/2/title");

        for (ObjectNode document : List.of(item, envelope)) {
            assertThat(met(document, coarser(CELL), asked).document().toString())
                    .contains("third.org")
                    .doesNotContain("first.org", "second.org", "someone");
        }
    }

    @Test
    void what_may_be_left_in_another_syntax_is_not_said_to_be_gone() throws Exception {
        ObjectNode turtle = JSON.createObjectNode()
                .put("record", "dcat-dataset")
                .put("media_type", "text/turtle")
                .put("body", "<urn:x> <https://example.org/finder> 'someone' .");
        for (Obligation asked : List.of(removal("Finder"), removal("/finder"))) {
            Obligations.Outcome outcome =
                    obligations.apply(IRI, ReceiptKind.DCAT_DATASET, PolicyLabel.PUBLIC, turtle, List.of(asked));
            assertThat(outcome).isInstanceOf(Obligations.Denied.class);
        }
    }

    private static Obligation removal(String... fields) {
        return new Obligation(Obligation.REMOVE_ATTRIBUTES, OptionalDouble.empty(), List.of(fields), "");
    }

    @Test
    void a_notice_goes_with_what_is_published() throws Exception {
        assertThat(met(
                                item(1, 1),
                                coarser(CELL),
                                new Obligation(
                                        Obligation.SHOW_NOTICE,
                                        OptionalDouble.empty(),
                                        List.of(),
                                        "Ask before you go."))
                        .notice())
                .contains("Ask before you go.");
    }

    @Test
    void what_is_not_known_cannot_be_met() throws Exception {
        assertThat(denials(
                        item(1, 1),
                        PolicyLabel.PUBLIC,
                        new Obligation("blur_faces", OptionalDouble.empty(), List.of(), "")))
                .extracting(Gate.Finding::code)
                .containsExactly("obligation:unknown");
    }

    @Test
    void an_obligation_that_does_not_say_how_cannot_be_met() throws Exception {
        for (String type :
                List.of(Obligation.GENERALIZE_GEOMETRY, Obligation.REMOVE_ATTRIBUTES, Obligation.SHOW_NOTICE)) {
            assertThat(denials(
                            item(1, 1),
                            PolicyLabel.PUBLIC,
                            new Obligation(type, OptionalDouble.empty(), List.of(), "")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "PUBLIC_GENERALIZED"})
    void what_everybody_sees_as_it_is_is_not_said_to_be_hidden(PolicyLabel label) throws Exception {
        ObjectNode item = item(-98.123456, 38.654321);
        ((ObjectNode) item.path("properties")).put("finder", "someone");

        assertThat(denials(item, label, coarser(CELL)))
                .extracting(Gate.Finding::code)
                .containsExactly("obligation:public-record");
        assertThat(denials(item, label, removal("finder")))
                .extracting(Gate.Finding::code)
                .containsExactly("obligation:public-record");
        assertThat(obligations.apply(IRI, ReceiptKind.STAC_ITEM, label, item, List.of(removal("absent"))))
                .isInstanceOf(Obligations.Met.class);
    }

    @Test
    void what_is_restricted_may_be_published_without_what_made_it_so() throws Exception {
        ObjectNode item = item(1, 1);
        ((ObjectNode) item.path("properties")).put("finder", "someone");

        Obligations.Outcome outcome =
                obligations.apply(IRI, ReceiptKind.STAC_ITEM, PolicyLabel.RESTRICTED, item, List.of(removal("finder")));

        assertThat(outcome).isInstanceOf(Obligations.Met.class);
        assertThat(((Obligations.Met) outcome).document().toString()).doesNotContain("someone");
        assertThat(denials(item, PolicyLabel.RESTRICTED_SENSITIVE_LOCATION, removal("finder")))
                .extracting(Gate.Finding::code)
                .containsExactly("obligation:label");
    }

    @Test
    void another_place_within_the_cell_is_found_under_whatever_name() throws Exception {
        ObjectNode item = item(-98.123456, 38.654321);
        ObjectNode properties = (ObjectNode) item.path("properties");
        properties.putArray("nest:at").add(-98.10987).add(38.65987);
        properties.putObject("centre").put("y", 38.66123).put("x", -98.11321);
        properties.putArray("counts").add(12.25).add(38.25).add(7.125);

        assertThat(denials(item, PolicyLabel.RESTRICTED, coarser(CELL)))
                .extracting(Gate.Finding::where)
                .containsExactlyInAnyOrder(IRI + " /properties/nest:at", IRI + " /properties/centre");
    }

    @Test
    void an_attribute_that_is_named_first_tells_no_place() throws Exception {
        ObjectNode item = item(-98.123456, 38.654321);
        ((ObjectNode) item.path("properties")).put("note", "at 38.6543, -98.1234");

        assertThat(met(item, coarser(CELL), removal("note")).met())
                .containsExactly(Obligation.GENERALIZE_GEOMETRY, Obligation.REMOVE_ATTRIBUTES);
    }

    @Test
    void the_four_numbers_of_dcat_us_become_whole_cells() throws Exception {
        ObjectNode dataset = (ObjectNode) JSON.readTree("""
                {"title": "Nests", "identifier": "nests", "accessLevel": "public", "description": "Some.",
                 "spatial": "10.5,47.3,10.6,47.4"}
                """);
        String body = dcat(dataset, PolicyLabel.RESTRICTED, coarser(50_000));
        assertThat(body).contains("POLYGON").doesNotContain("10.5,47.3");
    }

    @Test
    void an_attribute_is_taken_out_by_the_name_that_a_context_gave_another_meaning() throws Exception {
        ObjectNode dataset = (ObjectNode) JSON.readTree("""
                {"@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                  "whom": "http://purl.org/dc/terms/contributor"},
                 "@id": "https://example.org/nests", "@type": "dcat:Dataset", "dct:identifier": "nests",
                 "dct:title": "Nests", "whom": "Jane"}
                """);
        assertThat(dcat(dataset, PolicyLabel.RESTRICTED, removal("whom"))).doesNotContain("Jane");
        assertThat(dcat(dataset, PolicyLabel.RESTRICTED, removal("contributor")))
                .doesNotContain("Jane");
    }

    @Test
    void what_only_the_removed_attribute_led_to_is_gone_with_it() throws Exception {
        ObjectNode dataset = (ObjectNode) JSON.readTree("""
                {"@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                  "vcard": "http://www.w3.org/2006/vcard/ns#", "locn": "http://www.w3.org/ns/locn#"},
                 "@id": "https://example.org/nests", "@type": "dcat:Dataset", "dct:identifier": "nests",
                 "dct:title": "Nests",
                 "dcat:contactPoint": {"@type": "vcard:Individual", "vcard:fn": "Jane Secret"},
                 "dct:spatial": {"@type": "dct:Location", "locn:geographicName": "Behind Mill Farm",
                  "locn:address": {"locn:fullAddress": "12 Creek Road"}}}
                """);
        assertThat(dcat(dataset, PolicyLabel.RESTRICTED, removal("contactPoint")))
                .contains("Mill Farm")
                .doesNotContain("Secret");
        assertThat(dcat(dataset, PolicyLabel.RESTRICTED_SENSITIVE_LOCATION, coarser(CELL)))
                .contains("Jane")
                .doesNotContain("Mill Farm", "Creek Road");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Mill Farm, behind the barn\"",
                "{\"@type\": \"dct:Location\", \"skos:prefLabel\": \"Mill Farm\"}",
                "{\"@id\": \"https://example.org/place\", \"rdfs:label\": {\"@value\": \"Mill Farm\", \"@language\": \"en\"}}",
                "[\"10.512345,47.254321,10.512346,47.254322\", \"Mill Farm\"]"
            })
    void what_a_place_of_a_dataset_is_called_is_taken_out(String spatial) throws Exception {
        ObjectNode dataset = (ObjectNode) JSON.readTree("""
                {"@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                  "skos": "http://www.w3.org/2004/02/skos/core#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
                 "@id": "https://example.org/nests", "@type": "dcat:Dataset", "dct:identifier": "nests",
                 "dct:title": "Nests", "dct:spatial": %s}
                """.formatted(spatial));
        assertThat(dcat(dataset, PolicyLabel.RESTRICTED_SENSITIVE_LOCATION, coarser(CELL)))
                .contains("Nests")
                .doesNotContain("Mill Farm", "10.5123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"geo:lat\": 47.254321, \"geo:long\": 10.512345", "\"kfm:latitude\": \"47.254321\""})
    void a_place_in_a_document_of_prov_is_a_denial(String place) throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree("""
                {"prefix": {"geo": "http://www.w3.org/2003/01/geo/wgs84_pos#", "kfm": "https://kfm.local/ns#",
                  "e": "urn:e:"},
                 "entity": {"e:file": {%s}}, "activity": {"e:run": {}},
                 "wasGeneratedBy": {"_:g": {"prov:entity": "e:file", "prov:activity": "e:run"}}}
                """.formatted(place));
        for (ObjectNode form : List.of(
                document,
                JSON.createObjectNode()
                        .put("record", "prov-document")
                        .put("media_type", "text/turtle")
                        .put("body", """
                        @prefix prov: <http://www.w3.org/ns/prov#> . <urn:e:run> a prov:Activity .
                        <urn:e:file> prov:wasGeneratedBy <urn:e:run> ; <https://kfm.local/ns#latitude> 47.254321 .
                        """))) {
            assertThat(obligations.apply(
                            IRI, ReceiptKind.PROV_DOCUMENT, PolicyLabel.RESTRICTED, form, List.of(coarser(CELL))))
                    .isInstanceOf(Obligations.Denied.class);
        }
        document.putObject("entity").putObject("e:file").put("prov:location", "published/nests.csv");
        assertThat(obligations.apply(
                        IRI, ReceiptKind.PROV_DOCUMENT, PolicyLabel.RESTRICTED, document, List.of(coarser(CELL))))
                .isInstanceOf(Obligations.Met.class);
    }

    @Test
    void a_coordinate_of_a_dataset_is_taken_out_in_whatever_namespace() throws Exception {
        ObjectNode dataset = (ObjectNode) JSON.readTree("""
                {"@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                  "kfm": "https://kfm.local/ns#"},
                 "@id": "https://example.org/nests", "@type": "dcat:Dataset", "dct:identifier": "nests",
                 "dct:title": "Nests", "kfm:latitude": "47.254321", "kfm:Longitude": "10.512345"}
                """);
        assertThat(dcat(dataset, PolicyLabel.RESTRICTED_SENSITIVE_LOCATION, coarser(CELL)))
                .contains("Nests")
                .doesNotContain("47.25", "10.51");
    }

    @Test
    void the_public_form_of_a_dataset_is_the_same_whenever_it_is_made() throws Exception {
        ObjectNode dataset = JSON.createObjectNode();
        dataset.put("record", "dcat-dataset").put("media_type", "text/turtle").put("body", """
                @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
                @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix geo: <http://www.opengis.net/ont/geosparql#> .
                <https://example.org/nests> a dcat:Dataset ; dct:identifier "nests" ; dct:title "Nests" ;
                    dct:publisher [ foaf:name "A" ] ; dct:creator [ foaf:name "B" ], [ foaf:name "C" ] ;
                    dct:spatial [ dcat:bbox "POINT(10.512345 47.254321)"^^geo:wktLiteral ] .
                """);
        String body = dcat(dataset, PolicyLabel.RESTRICTED, coarser(CELL));
        assertThat(dcat(dataset, PolicyLabel.RESTRICTED, coarser(CELL)))
                .isEqualTo(body)
                .contains("POLYGON");
    }

    private String dcat(ObjectNode dataset, PolicyLabel label, Obligation... asked) {
        Obligations.Outcome outcome = obligations.apply(IRI, ReceiptKind.DCAT_DATASET, label, dataset, List.of(asked));
        assertThat(outcome).isInstanceOf(Obligations.Met.class);
        return ((Obligations.Met) outcome).document().toString();
    }

    private Obligations.Met met(ObjectNode item, Obligation... asked) {
        ObjectNode before = item.deepCopy();
        Obligations.Outcome outcome = obligations.apply(
                IRI, ReceiptKind.STAC_ITEM, PolicyLabel.RESTRICTED_SENSITIVE_LOCATION, item, List.of(asked));
        assertThat(item).isEqualTo(before);
        assertThat(outcome).isInstanceOf(Obligations.Met.class);
        return (Obligations.Met) outcome;
    }

    private List<Gate.Finding> denials(ObjectNode item, PolicyLabel label, Obligation... asked) {
        Obligations.Outcome outcome = obligations.apply(IRI, ReceiptKind.STAC_ITEM, label, item, List.of(asked));
        assertThat(outcome).isInstanceOf(Obligations.Denied.class);
        return ((Obligations.Denied) outcome).findings();
    }

    private static Obligation coarser(double metres) {
        return new Obligation(Obligation.GENERALIZE_GEOMETRY, OptionalDouble.of(metres), List.of(), "");
    }

    private static ObjectNode item(double lon, double lat) throws Exception {
        ObjectNode item = (ObjectNode) JSON.readTree("""
                {"type": "Feature", "stac_version": "1.1.0", "id": "eagle",
                 "properties": {"datetime": "2026-04-01T00:00:00Z", "kfm:policy_label": "restricted_sensitive_location"},
                 "links": [], "assets": {"data": {"href": "https://data.example/eagle.csv"}}}
                """);
        item.putArray("bbox").add(lon).add(lat).add(lon).add(lat);
        item.putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(lon)
                .add(lat);
        return item;
    }
}
