package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each gate: a version that passes, and the one thing that makes it fail. */
class GatesApiTest {
    private static final String RUN = "run-1";

    @TempDir
    private Path folder;

    private final TestReceipts receipt = TestRecords.receipt(RUN);
    private final ObjectNode collection = TestRecords.collection("rivers");
    private final ObjectNode item = TestRecords.item("rivers", "gauge-1", RUN);

    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void all_gates_pass_what_is_in_order_and_each_is_named() {
        assertThat(judge()).isEmpty();
        JsonNode judged = judged();
        assertThat(judged.path("result").asText()).isEqualTo("PASS");
        assertThat(judged.path("gates").findValuesAsText("gate"))
                .containsExactly(
                        "kfm-feb:A", "kfm-feb:B", "kfm-feb:C", "kfm-feb:D", "kfm-feb:E", "kfm-feb:F", "kfm-feb:G");
    }

    @Test
    void a_version_that_no_record_describes_is_denied() {
        assertThat(findings(judged())).containsExactly("DENY A-record-absent");
    }

    @Test
    void a_receipt_of_another_version_is_denied() {
        receipt.with("dataset_version_id", "kfm://dataset/rivers@2026-09");
        assertThat(judge()).containsExactly("DENY A-version-differs");
    }

    @Test
    void a_record_that_gives_the_version_without_its_dataset_is_of_the_same() {
        properties().put("kfm:dataset_version_id", "2026-10");
        assertThat(judge()).isEmpty();
        assertThat(judged().path("records")).hasSize(2);
    }

    @Test
    void a_dataset_that_is_known_by_an_address_gives_its_versions_no_name() {
        send(receipt);
        send(turtle(body().replace("dct:identifier \"rivers\" ; ", "")
                .replace("kfm://dataset/" + TestRecords.VERSION, "2026-10")));
        JsonNode judged = judged("2026-10");
        assertThat(findings(judged)).isEmpty();
        assertThat(judged.path("records")).hasSize(1);
    }

    @Test
    void a_receipt_that_gives_the_version_without_its_dataset_speaks_of_the_same() {
        receipt.with("dataset_version_id", "2026-10").without("dataset_slug");
        assertThat(judge()).isEmpty();
    }

    @Test
    void no_terms_and_terms_that_say_nothing_are_denied() {
        properties().remove("license");
        assertThat(judge()).containsExactly("DENY B-Terms");
        properties().put("license", "various");
        send(item);
        assertThat(findings(judged())).containsExactly("DENY B-terms-unclear");
        properties().put("license", "other");
        send(item);
        assertThat(findings(judged())).containsExactly("ABSTAIN B-terms-only-a-word");
    }

    @Test
    void a_licence_that_leads_to_a_todo_is_denied() {
        properties().put("license", "other");
        links().addObject().put("rel", "license").put("href", "https://example.org/TODO");
        assertThat(judge()).contains("DENY B-terms-unclear");
    }

    @Test
    void a_receipt_with_another_licence_is_denied() {
        receipt.with("license", "CC0-1.0");
        assertThat(judge()).containsExactly("DENY B-receipt-license-differs");
    }

    @Test
    void a_sensitive_place_without_an_obligation_is_denied() {
        properties().put("kfm:policy_label", "restricted_sensitive_location");
        assertThat(judge()).contains("DENY C-obligation-label").contains("DENY C-location-not-generalised");
    }

    @Test
    void a_public_record_of_a_run_about_a_sensitive_place_is_denied() {
        receipt.label("restricted_sensitive_location");
        assertThat(judge()).containsOnly("DENY C-location-not-generalised");
    }

    @Test
    void an_obligation_that_nobody_knows_is_denied() {
        TestRecords.obligation(receipt, "burn_after_reading");
        assertThat(judge()).containsOnly("DENY C-obligation-unknown");
    }

    @Test
    void what_rests_on_a_run_in_quarantine_is_denied() {
        receipt.label("quarantine");
        assertThat(judge()).containsExactly("DENY C-run-more-secret");
    }

    @Test
    void a_dataset_that_nothing_made_is_denied() {
        links().remove(1);
        assertThat(judge())
                .containsExactly("DENY D-provenance-absent", "DENY E-receipt-absent", "ABSTAIN F-decision-absent");
    }

    @Test
    void a_version_without_anything_that_a_receipt_vouches_for_is_denied_whatever_its_records_are() {
        List<ObjectNode> records = List.of(
                collection, record("""
                        {'type': 'Catalog', 'stac_version': '1.0.0', 'id': 'rivers', 'description': 'All rivers.',
                         'kfm:dataset_version_id': 'kfm://dataset/%s', 'links': []}
                        """.formatted(TestRecords.VERSION)), record("""
                        {'@context': {'prov': 'http://www.w3.org/ns/prov#', 'kfm': 'https://kfm.local/ns#'},
                         'entity': {'e:table': {'kfm:dataset_version_id': 'kfm://dataset/%s'}},
                         'activity': {'kfm://run/nobody-knows': {}},
                         'wasGeneratedBy': {'prov:entity': 'e:table', 'prov:activity': 'kfm://run/nobody-knows'}}
                        """.formatted(TestRecords.VERSION)));
        for (ObjectNode record : records) {
            send(record);
            assertThat(findings(judged()))
                    .as(record.toString())
                    .containsExactly("DENY E-receipt-absent", "ABSTAIN F-decision-absent");
        }
    }

    private static ObjectNode record(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @Test
    void a_collection_that_names_a_run_of_which_there_is_no_receipt_is_denied() {
        ((ArrayNode) collection.path("links"))
                .addObject()
                .put("rel", "processing-execution")
                .put("href", "kfm://run/nobody-knows");
        assertThat(judge()).containsExactly("DENY E-run-without-receipt");
    }

    @Test
    void an_item_without_its_collection_abstains() {
        send(receipt);
        send(item);
        assertThat(findings(judged())).containsExactly("ABSTAIN D-collection-unknown");
    }

    @Test
    void an_item_of_a_collection_that_is_published_with_another_version_waits_for_it() {
        collection.put("kfm:dataset_version_id", "kfm://dataset/rivers@2026-09");
        assertThat(judge()).containsExactly("ABSTAIN D-collection-unpublished");
    }

    @Test
    void a_collection_that_names_no_version_is_judged_with_its_items() {
        collection.remove("kfm:dataset_version_id");
        assertThat(judge()).isEmpty();
        assertThat(judged().path("records")).hasSize(2);
        collection.put("license", "various");
        send(collection);
        assertThat(findings(judged())).contains("DENY B-terms-unclear");
    }

    @Test
    void evidence_that_is_not_there_is_denied_and_evidence_that_is_there_is_not() {
        properties().put("kfm:evidence_ref", "prov://run/nothing");
        assertThat(judge()).containsExactly("DENY D-evidence-unresolved");
        properties().put("kfm:evidence_ref", "prov://run/" + RUN);
        send(item);
        assertThat(findings(judged())).isEmpty();
    }

    @Test
    void a_run_that_no_receipt_tells_of_is_denied() {
        send(collection);
        send(item);
        assertThat(findings(judged())).contains("DENY E-run-without-receipt").contains("DENY E-asset-not-output");
    }

    @Test
    void bytes_that_the_run_did_not_make_are_denied() {
        asset().put("file:checksum", "1220" + TestRecords.digest("other").substring("sha256:".length()));
        assertThat(judge()).containsExactly("DENY E-asset-not-output");
    }

    @Test
    void the_same_bytes_as_another_type_are_denied() {
        ((ObjectNode) receipt.json().path("outputs").get(0)).put("media_type", "application/json");
        assertThat(judge()).containsExactly("DENY E-media-type-differs");
    }

    @Test
    void a_file_without_a_checksum_abstains_and_a_picture_of_it_does_not() {
        asset().remove("file:checksum");
        assertThat(judge()).containsExactly("ABSTAIN E-checksum-absent");
        asset().putArray("roles").add("thumbnail");
        send(item);
        assertThat(findings(judged())).isEmpty();
        asset().putArray("roles").add("data").add("visual");
        send(item);
        assertThat(findings(judged())).containsExactly("ABSTAIN E-checksum-absent");
    }

    @Test
    void bytes_that_two_receipts_claim_are_denied_unless_the_file_of_exceptions_has_them() {
        send(TestReceipts.bare("run-2").output("elsewhere.csv", TestRecords.digest(RUN)));
        assertThat(judge()).containsExactly("DENY E-claimed-by-several");

        String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        send(TestReceipts.bare("run-3").output("empty.csv", "sha256:" + empty));
        TestReceipts fourth = TestRecords.receipt("run-4");
        fourth.output("empty.csv", "sha256:" + empty);
        send(fourth);
        ObjectNode other = TestRecords.item("rivers", "gauge-1", "run-4");
        ((ObjectNode) other.at("/assets/data")).put("file:checksum", "1220" + empty);
        send(other);
        assertThat(findings(judged())).isEmpty();
    }

    @Test
    void a_decision_that_denies_is_denied() {
        policy().put("decision", "deny");
        assertThat(judge()).containsExactly("DENY F-decision-denied");
    }

    @Test
    void each_run_needs_a_decision_and_one_that_failed_is_denied() {
        ObjectNode closed = record("""
                {'run_id': 'kfm:run:2', 'stage': 'publish', 'inputs': [], 'outputs': ['artifact:levels'],
                 'code_ref': 'git:7d2f90c1b4', 'source_descriptor_refs': ['source:levels'],
                 'spec_hash': 'sha256:110cfbcb9a9eb09e8f7053d41bbe7b72831da97c58832cc01b6ba59af514b519',
                 'validation_refs': ['validation:levels'], 'outcome': 'SUCCESS'}
                """);
        send(closed);
        links().addObject().put("rel", "processing-execution").put("href", "kfm:run:2");
        assertThat(judge()).containsExactly("ABSTAIN F-decision-absent");

        closed.put("run_id", "kfm:run:3").put("outcome", "FAIL");
        send(closed);
        ((ObjectNode) links().get(2)).put("href", "kfm:run:3");
        send(item);
        assertThat(findings(judged())).containsExactly("DENY F-run-failed", "DENY F-decision-absent");

        closed.put("run_id", "kfm:run:4").put("outcome", "PARTIAL");
        send(closed);
        ((ObjectNode) links().get(2)).put("href", "kfm:run:4");
        send(item);
        assertThat(findings(judged())).containsExactly("ABSTAIN F-decision-absent", "ABSTAIN F-run-unclear");
    }

    @Test
    void licences_that_a_receipt_says_were_not_cleared_are_denied() {
        send(record("""
                {'receipt_version': '1.0', 'run_id': 'kfm://run/run-1', 'zone_in': 'work', 'zone_out': 'published',
                 'started_at': '2026-09-14T10:00:00Z', 'ended_at': '2026-09-14T10:21:09Z',
                 'actor': {'type': 'service', 'id': 'svc:zone-mover'},
                 'code': {'repo': 'https://code.example.org/levels', 'dirty': false,
                  'commit': '19c0d7e2f6a85b3497db1e20c4f8a6b7d5039e11'},
                 'inputs': [{'uri': 'in/a.tif',
                  'checksum': 'sha256:d5a58ddd0127d32253032ca9f3148c3f390b80f7b9ce13ce22371e8b92d6ee5e'}],
                 'outputs': [{'uri': 'out/a.tif',
                  'checksum': 'sha256:bf80aa5103ef56d09e71aaffe360071058e509eb88fbd6549f89a9a9531f749b'}],
                 'transforms': [{'name': 'clip'}], 'qa': {'passed': true}, 'policy': {'license_ok': false}}
                """));
        assertThat(judge()).contains("DENY B-license-not-cleared").doesNotContain("DENY F-decision-absent");
    }

    @Test
    void outputs_whose_validation_came_to_no_pass_abstain() {
        for (String status : List.of("pending", "not_run", "quarantined", "partial")) {
            TestReceipts unclear = TestRecords.receipt("run-" + status);
            ((ObjectNode) unclear.json().path("validation")).put("status", status);
            send(unclear);
            send(collection);
            send(TestRecords.item("rivers", "gauge-1", "run-" + status));
            assertThat(findings(judged())).as(status).containsExactly("ABSTAIN F-validation-unclear");
        }
    }

    @Test
    void outputs_that_did_not_pass_are_denied() {
        ((ObjectNode) receipt.json().path("validation")).put("status", "fail");
        assertThat(judge()).containsExactly("DENY F-validation-failed");
    }

    @Test
    void a_path_of_what_was_not_released_is_denied_however_it_is_written() {
        for (String path : List.of(
                "s3://b/data/raw/a.csv", "s3://b/DATA%2Fwork%2fa.csv", "data\\quarantine\\a", "data//./raw/a")) {
            properties().put("source", path);
            assertThat(judge()).as(path).containsExactly("DENY F-forbidden-path");
        }
        properties().put("source", "https://example.org/metadata/rawhide/work.csv");
        send(item);
        assertThat(findings(judged())).isEmpty();
    }

    @Test
    void what_an_obligation_takes_out_cannot_be_in_the_way() {
        properties().put("source", "data/raw/a.csv").put("kfm:policy_label", "restricted");
        TestRecords.obligation(receipt, "remove_attributes").putArray("fields").add("source");
        assertThat(judge()).isEmpty();
    }

    @Test
    void what_an_obligation_takes_out_must_leave_the_record_what_it_is() {
        properties().put("kfm:policy_label", "restricted");
        TestRecords.obligation(receipt, "remove_attributes").putArray("fields").add("datetime");
        assertThat(judge()).contains("DENY C-obligation-form");
    }

    @Test
    void the_last_gate_tells_and_stops_nothing() {
        receipt.output("side.json", TestRecords.digest("side"));
        send(receipt);
        send(collection);
        send(item);
        JsonNode judged = judged();
        assertThat(judged.path("result").asText()).isEqualTo("PASS");
        assertThat(findings(judged)).isEmpty();
        assertThat(judged.path("gates").path(6).path("result").asText()).isEqualTo("ABSTAIN");
        assertThat(judged.path("gates").path(6).findValuesAsText("code")).containsExactly("G-output-not-catalogued");
    }

    @Test
    void a_collection_leads_to_the_dataset_that_a_record_in_dcat_describes() {
        send(dataset());
        assertThat(judge()).containsExactly("DENY D-collection-leads-nowhere");
        ((ArrayNode) collection.path("links"))
                .addObject()
                .put("rel", "describedby")
                .put("href", "http://localhost:8080/dataset/rivers");
        send(collection);
        assertThat(findings(judged())).isEmpty();
    }

    @Test
    void the_run_of_a_distribution_is_held_against_its_receipt_by_its_id() {
        send(receipt);
        String named = "dcat:accessURL <https://data.example/rivers.html> ; prov:wasGeneratedBy <kfm://run/run-1> ;"
                + " <http://spdx.org/rdf/terms#checksum> [ <http://spdx.org/rdf/terms#algorithm>"
                + " <http://spdx.org/rdf/terms#checksumAlgorithm_sha256> ; <http://spdx.org/rdf/terms#checksumValue> \"%s\" ]";
        String body = body().replace("prov:wasGeneratedBy <kfm://run/run-1> ;", "");
        String page = "dcat:accessURL <https://data.example/rivers.html>";
        send(turtle(body.replace(page, named.formatted(TestRecords.digest(RUN).substring("sha256:".length())))));
        assertThat(findings(judged())).isEmpty();

        send(turtle(body.replace(page, named.formatted("ab".repeat(32)))));
        assertThat(findings(judged())).containsExactly("DENY E-asset-not-output");

        send(turtle(body().replace(page, named.replace("run-1", "run-2").formatted("ab".repeat(32)))));
        assertThat(findings(judged())).containsExactly("DENY E-asset-not-output", "DENY E-run-without-receipt");
    }

    /** Others' catalogs say how each file was made, and not always by what name that is known. */
    @Test
    void a_distribution_may_tell_of_a_run_that_has_no_name() {
        String page = "dcat:accessURL <https://data.example/rivers.html>";
        send(receipt);
        for (String run : List.of("[ prov:startedAtTime \"2026-10-01T00:00:00Z\" ]", "<#run>", "\"by hand\"")) {
            send(turtle(body().replace(page, page + " ; prov:wasGeneratedBy " + run)));
            assertThat(findings(judged())).as(run).containsExactly("DENY E-run-without-receipt");
        }
    }

    @Test
    void what_says_that_it_is_not_for_the_public_is_denied() {
        send(receipt);
        for (String rights : List.of(
                "\"non-public\"",
                "\"Restricted public\"",
                "<http://publications.europa.eu/resource/authority/access-right/CONFIDENTIAL>",
                "[ <http://www.w3.org/2000/01/rdf-schema#label> \"Restricted\" ]")) {
            send(turtle(body().replace("dct:title", "dct:accessRights " + rights + " ; dct:title")));
            assertThat(findings(judged())).as(rights).containsExactly("DENY C-access-not-public");
            send(turtle(body().replace("dcat:accessURL", "dct:accessRights " + rights + " ; dcat:accessURL")));
            assertThat(findings(judged())).as(rights).containsExactly("DENY C-access-not-public");
        }
        send(turtle(body().replace("dct:title", "dct:accessRights \"public\" ; dct:title")));
        assertThat(findings(judged())).isEmpty();
    }

    @Test
    void a_record_that_was_harvested_beside_ones_that_were_not_abstains_and_its_source_is_named() {
        assertThat(judge()).isEmpty();
        ObjectNode foreign = harvested("https://evil.example/", TestRecords.item("rivers", "gauge-2", RUN));
        send(foreign);
        JsonNode judged = judged();
        assertThat(findings(judged)).containsExactly("ABSTAIN A-sources-differ");
        assertThat(judged.at("/gates/0/findings/0/message").asText()).contains("https://evil.example/");
    }

    @Test
    void records_that_were_all_harvested_from_one_catalog_are_of_one_source() {
        send(receipt);
        send(harvested("https://ours.example/", collection));
        send(harvested("https://ours.example/", item));
        assertThat(findings(judged())).isEmpty();
        send(harvested("https://evil.example/", TestRecords.item("rivers", "gauge-2", RUN)));
        assertThat(findings(judged()))
                .containsExactly("ABSTAIN A-sources-differ", "ABSTAIN A-sources-differ", "ABSTAIN A-sources-differ");
    }

    private static ObjectNode harvested(String catalog, ObjectNode document) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        boolean item = document.path("type").asText().equals("Feature");
        envelope.put("record", item ? "stac-item" : "stac-collection");
        envelope.putObject("source")
                .put("catalog", catalog)
                .put("url", catalog + "data/one.json")
                .put("retrieved_at", "2026-11-01T00:00:00Z");
        envelope.set("document", document);
        return envelope;
    }

    @Test
    void a_path_that_comes_together_when_it_is_read_is_denied() {
        send(receipt);
        String page = "<https://data.example/rivers.html>";
        for (String hidden : List.of(
                "@base <https://host.example/data/> .\n" + body().replace(page, "<raw/secret.csv>"),
                "@prefix h: <https://host.example/data/r> .\n" + body().replace(page, "h:aw\\/secret.csv"),
                body().replace(page, "<https://host.example/data/\\u0072aw/secret.csv>"))) {
            send(turtle(hidden));
            assertThat(findings(judged())).as(hidden).containsOnly("DENY F-forbidden-path");
        }
        send(turtle(body()));
        assertThat(findings(judged())).isEmpty();
    }

    @Test
    void a_link_that_leads_to_what_was_not_released_from_where_it_was_harvested_is_denied() {
        send(receipt);
        send(harvested("https://ours.example/", collection));
        asset().put("href", "raw/secret.csv");
        send(harvested("https://ours.example/", item));
        assertThat(findings(judged())).containsExactly("DENY F-forbidden-path");
    }

    private static ObjectNode dataset() {
        return turtle(body());
    }

    private static ObjectNode turtle(String body) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("record", "dcat-dataset")
                .put("media_type", "text/turtle")
                .put("body", body);
    }

    private static String body() {
        return """
                @prefix dcat: <http://www.w3.org/ns/dcat#> .
                @prefix dct: <http://purl.org/dc/terms/> .
                @prefix foaf: <http://xmlns.com/foaf/0.1/> .
                @prefix prov: <http://www.w3.org/ns/prov#> .
                @prefix kfm: <https://kfm.local/ns#> .
                <https://data.example/rivers> a dcat:Dataset ;
                    dct:identifier "rivers" ; dct:title "Rivers"@en ; dct:description "Levels of rivers."@en ;
                    dct:publisher <https://data.example/office> ; dct:license <https://spdx.org/licenses/CC-BY-4.0> ;
                    kfm:dataset_version_id "%s" ; kfm:policy_label "public" ;
                    prov:wasGeneratedBy <kfm://run/%s> ;
                    dcat:distribution <https://data.example/rivers#all> .
                <https://data.example/office> a foaf:Agent ; foaf:name "Office of Rivers" .
                <https://data.example/rivers#all> a dcat:Distribution ; dcat:accessURL <https://data.example/rivers.html> .
                """.formatted("kfm://dataset/" + TestRecords.VERSION, RUN);
    }

    @Test
    void links_of_all_records_are_checked_page_by_page() {
        send(collection);
        send(item);
        send(TestRecords.item("lakes", "gauge-2", "run-2"));
        List<String> codes = new ArrayList<>();
        JsonNode page = links(0);
        codes.addAll(page.path("errors").findValuesAsText("code"));
        assertThat(page.path("checked").asInt()).isEqualTo(1);
        while (page.has("next")) {
            page = links(page.path("next").asLong());
            codes.addAll(page.path("errors").findValuesAsText("code"));
        }
        // Both items are of one version, and looked at when its first record is.
        assertThat(codes)
                .containsExactlyInAnyOrder(
                        "E_RUN_WITHOUT_RECEIPT", "E_RUN_WITHOUT_RECEIPT", "E_ASSET_NOT_OUTPUT", "E_ASSET_NOT_OUTPUT");
    }

    @Test
    void a_record_that_names_no_version_differs_from_none() {
        properties().remove("kfm:dataset_version_id");
        send(receipt);
        send(item);
        JsonNode page = links(0);
        assertThat(page.path("checked").asInt()).isEqualTo(1);
        assertThat(page.path("errors")).isEmpty();
    }

    private JsonNode links(long from) {
        byte[] input = ("{\"limit\": 1, \"from\": " + from + "}").getBytes(StandardCharsets.UTF_8);
        return web.post("/v1/op/catalog.links", input, "application/json").json();
    }

    /** What the gates find when all three are in the ledger, in their newest form. */
    private List<String> judge() {
        send(receipt);
        send(collection);
        send(item);
        return findings(judged());
    }

    /** Of the gates that count. */
    private static List<String> findings(JsonNode judged) {
        List<String> findings = new ArrayList<>();
        for (JsonNode gate : judged.path("gates")) {
            if (gate.path("gate").asText().equals("kfm-feb:G")) {
                continue;
            }
            for (JsonNode finding : gate.path("findings")) {
                findings.add(gate.path("result").asText() + " "
                        + finding.path("code").asText());
                assertThat(finding.path("remediation").asText()).isNotEmpty();
                assertThat(finding.path("message").asText()).isNotEmpty().doesNotContain("{");
            }
        }
        return findings;
    }

    private JsonNode judged() {
        return judged(TestRecords.VERSION);
    }

    private JsonNode judged(String version) {
        byte[] input = ("{\"dataset_version\": \"" + version + "\"}").getBytes(StandardCharsets.UTF_8);
        Web.Answer answer = web.post("/v1/op/catalog.gate", input, "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private void send(TestReceipts made) {
        Web.Answer answer = web.submit(made);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    private void send(ObjectNode record) {
        Web.Answer answer = web.post("/receipts", TestRecords.bytes(record), "application/json");
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    private ObjectNode properties() {
        return (ObjectNode) item.path("properties");
    }

    private ObjectNode policy() {
        return (ObjectNode) receipt.json().path("policy");
    }

    private ObjectNode asset() {
        return (ObjectNode) item.at("/assets/data");
    }

    private ArrayNode links() {
        return (ArrayNode) item.path("links");
    }
}
