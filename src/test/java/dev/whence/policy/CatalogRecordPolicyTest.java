package dev.whence.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import dev.whence.receipt.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What records of a catalog may hold that receipts may not, and what they may not either. */
class CatalogRecordPolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PolicyChecks CHECKS = new PolicyChecks(PolicySettings.DEFAULTS, "http://localhost:8080/");

    @Test
    void a_record_says_where_things_lie_without_a_warning() throws Exception {
        JsonNode item =
                JSON.readTree("{\"geometry\":{\"type\":\"Point\",\"coordinates\":[10.5,47.2]},\"bbox\":[10,47,11,48],"
                        + "\"properties\":{\"proj:centroid\":{\"lat\":47.2,\"lon\":10.5},"
                        + "\"proj:geometry\":{\"type\":\"Point\",\"coordinates\":[500000,5200000]}}}");

        assertThat(report(item).warnings()).isEmpty();
        assertThat(CHECKS.check(item, ReceiptKind.RUN).warnings())
                .extracting(Warning::pointer)
                .containsExactly(
                        "/geometry/coordinates", "/properties/proj:centroid", "/properties/proj:geometry/coordinates");
    }

    @Test
    void a_place_that_slips_out_elsewhere_is_still_warned_of() throws Exception {
        JsonNode item = JSON.readTree("{\"geometry\":null,\"properties\":{"
                + "\"nest\":{\"latitude\":38.9717,\"longitude\":-95.2353},\"site\":{\"coordinates\":[10.5,47.2]}}}");

        assertThat(report(item).warnings())
                .extracting(Warning::pointer)
                .containsExactly("/properties/nest", "/properties/site/coordinates");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../data/a.csv",
                "https://example.org/a.csv",
                "s3://bucket/a.csv",
                "kfm://run/x",
                "http://localhost:8080/run/x",
                "/run/x"
            })
    void an_address_may_be_relative_or_of_any_harmless_scheme_or_ours(String href) {
        assertThat(report(withHref(href)).refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "http://localhost:9090/run/x",
                "http://localhost:8080@10.0.0.1/",
                "https://10.1.2.3/a.csv",
                "HTTPS://[::1]/a.csv",
                "//192.168.1.1/a.csv",
                "https:\\\\127.0.0.1\\a.csv",
                "https://user:word@example.org/a.csv"
            })
    void an_address_that_runs_or_leads_into_somebodys_network_is_refused(String href) {
        assertThat(report(withHref(href)).refused())
                .extracting(Violation::pointer)
                .containsOnly("/assets/data/href")
                .isNotEmpty();
    }

    @Test
    void whatever_may_become_a_link_on_a_page_is_looked_at() throws Exception {
        assertThat(refused("{\"stac_extensions\":[\"javascript:alert(1)\"],"
                        + "\"properties\":{\"providers\":[{\"name\":\"a\",\"url\":\"javascript:alert(1)\"}]}}"))
                .containsExactly("/properties/providers/0/url", "/stac_extensions/0");
        assertThat(refused("{\"record\":\"stac-item\",\"source\":{\"catalog\":\"javascript:alert(1)\"}}"))
                .containsExactly("/source/catalog");
    }

    @Test
    void a_harvested_record_may_name_the_host_that_it_was_harvested_from_and_no_neighbour_of_it() {
        assertThat(harvested("http://10.0.0.5:8081/items/a", "http://10.0.0.5:8081/a.csv"))
                .isEmpty();
        assertThat(harvested("http://10.0.0.5:8081/items/a", "http://10.0.0.6/a.csv"))
                .containsExactly("/document/assets/data/href");
        assertThat(harvested("http://u:p@10.0.0.5/items/a", "http://u:p@10.0.0.5/a.csv"))
                .contains("/document/assets/data/href");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://example.org/d/csv> <http://www.w3.org/ns/dcat#downloadURL> <http://10.0.0.7/a.csv> .",
                "@prefix n: <http://10.0.0.7/> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n<https://example.org/d>"
                        + " dcat:landingPage n:page .",
                "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n<https://example.org/d/csv> dcat:accessURL"
                        + " <http://10.0.0.\\u0037/a.csv> .",
                "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n<https://example.org/d> foaf:page <javascript:alert(1)> ."
            })
    void an_address_is_found_in_a_body_of_rdf_however_it_is_written_there(String turtle) {
        ObjectNode envelope = JSON.createObjectNode().put("record", "dcat-dataset");
        envelope.put("media_type", "text/turtle").put("body", turtle);
        assertThat(CHECKS.check(envelope, ReceiptKind.DCAT_DATASET).refused())
                .extracting(Violation::pointer)
                .containsExactly("/body");
        assertThat(CHECKS.check(envelope, ReceiptKind.PROV_DOCUMENT).refused()).hasSize(1);
        envelope.put("body", turtle.replaceAll("http://10\\.0\\.0[^>]*>|javascript:[^>]*>", "https://example.org/>"));
        assertThat(CHECKS.check(envelope, ReceiptKind.DCAT_DATASET).refused()).isEmpty();
    }

    @Test
    void an_address_is_found_in_a_body_of_prov_json() {
        ObjectNode envelope = JSON.createObjectNode().put("record", "prov-document");
        envelope.put("media_type", "application/json").put("body", """
                {"prefix": {"dcat": "http://www.w3.org/ns/dcat#"}, "activity": {"e:run": {}},
                 "entity": {"e:file": {"dcat:downloadURL": [{"$": "http://10.0.0.7/a.csv", "type": "xsd:anyURI"}]}}}""");
        assertThat(CHECKS.check(envelope, ReceiptKind.PROV_DOCUMENT).refused())
                .extracting(Violation::pointer)
                .containsExactly("/body");
    }

    @Test
    void whatever_dcat_leads_people_to_is_looked_at() throws Exception {
        assertThat(refused("{\"dcat:distribution\":{\"dcat:downloadURL\":{\"@id\":\"http://10.0.0.7/a.csv\"}},"
                        + "\"landingPage\":\"http://intranet/a\"}"))
                .containsExactly("/dcat:distribution/dcat:downloadURL/@id", "/landingPage");
    }

    private static List<String> harvested(String url, String href) {
        ObjectNode envelope = JSON.createObjectNode().put("record", "stac-item");
        envelope.set("document", withHref(href));
        envelope.putObject("source").put("catalog", "https://example.org/").put("url", url);
        return report(envelope).refused().stream()
                .map(Violation::pointer)
                .distinct()
                .toList();
    }

    @Test
    void a_label_is_read_in_two_places_and_must_be_known_and_the_same_in_both() throws Exception {
        assertThat(refused("{\"properties\":{\"kfm:policy_label\":\"public\"},\"kfm:policy_label\":\"public\"}"))
                .isEmpty();
        assertThat(refused("{\"properties\":{\"kfm:policy_label\":\"secretish\"}}"))
                .containsExactly("/properties/kfm:policy_label");
        assertThat(refused("{\"kfm:policy_label\":\"deny\"}")).containsExactly("/kfm:policy_label");
        assertThat(refused("{\"properties\":{\"kfm:policy_label\":\"public\"},\"kfm:policy_label\":\"restricted\"}"))
                .containsExactly("/properties/kfm:policy_label");
        assertThat(refused("{\"properties\":{\"policy_label\":\"restricted\"}}"))
                .containsExactly("/properties/policy_label");
        assertThat(refused("{\"record\":\"stac-item\",\"document\":{\"kfm:policy_label\":7}}"))
                .containsExactly("/document/kfm:policy_label");
    }

    private static List<String> refused(String item) throws Exception {
        return report(JSON.readTree(item)).refused().stream()
                .map(Violation::pointer)
                .toList();
    }

    private static PolicyReport report(JsonNode item) {
        return CHECKS.check(item, ReceiptKind.STAC_ITEM);
    }

    private static ObjectNode withHref(String href) {
        ObjectNode item = JSON.createObjectNode();
        item.withObject("/assets").withObject("/data").put("href", href);
        return item;
    }
}
