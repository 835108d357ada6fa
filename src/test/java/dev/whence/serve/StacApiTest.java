package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published of STAC, as a client of a STAC API meets it. */
class StacApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void the_landing_page_leads_to_everything() {
        JsonNode landing = web.get("/stac").json();
        assertThat(landing.path("conformsTo").toString()).contains("v1.0.0/item-search", "v1.0.0/collections");
        assertThat(hrefs(landing, "child")).containsExactly(whence.base() + "stac/collections/rain");
        assertThat(hrefs(landing, "search"))
                .containsExactly(whence.base() + "stac/search", whence.base() + "stac/search");
        for (String rel : List.of("service-desc", "service-doc", "conformance", "data", "search", "child")) {
            assertThat(get(hrefs(landing, rel).get(0)).status()).as(rel).isEqualTo(200);
        }
        assertThat(landing.path("conformsTo"))
                .isEqualTo(web.get("/stac/conformance").json().path("conformsTo"));
    }

    @Test
    void an_item_leads_to_its_run_its_receipt_the_proof_and_what_it_was_made_of() {
        publish(Publishing.item("rain", "a"));
        Web.Answer answer = web.get("/stac/collections/rain/items/a");
        assertThat(answer.mediaType()).startsWith("application/geo+json");
        JsonNode item = answer.json();
        String self = whence.base() + "stac/collections/rain/items/a";
        assertThat(hrefs(item, "self")).containsExactly(self);
        assertThat(hrefs(item, "collection")).containsExactly(whence.base() + "stac/collections/rain");
        assertThat(hrefs(item, "processing-execution")).containsExactly(whence.base() + "run/run-a");
        assertThat(hrefs(item, "derived_from")).containsExactly("https://elsewhere.example/items/1");
        assertThat(hrefs(item, "via"))
                .hasSize(2)
                .allSatisfy(via -> assertThat(get(via).status()).isEqualTo(200));
        assertThat(item.path("properties").path("title").asText()).isEqualTo("Rain of a");
        assertThat(item.path("properties").path("updated").asText()).endsWith("Z");

        assertThat(web.get(path(self), "Accept", "text/turtle").mediaType()).startsWith("text/turtle");
        assertThat(web.get(path(self), "Accept", "text/html").mediaType()).startsWith("text/html");
    }

    @Test
    void relative_references_mean_what_they_meant_where_the_document_lay() {
        publish(Publishing.item("rain", "a")
                .replace("'links': [", "'links': [{'rel': 'self', 'href': 'https://old.example/x/a.json'},")
                .replace("https://files.example.org/a.csv", "../files/a.csv"));
        assertThat(web.get("/stac/collections/rain/items/a")
                        .json()
                        .at("/assets/data/href")
                        .asText())
                .isEqualTo("https://old.example/files/a.csv");
    }

    @Test
    void pages_of_a_search_hold_each_item_once_while_others_come_and_go() {
        IntStream.range(0, 5).forEach(i -> publish(Publishing.item("rain", "i" + i)));
        JsonNode page = web.get("/stac/search?limit=2&collections=rain").json();
        assertThat(page.path("numberMatched").asInt()).isEqualTo(5);
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/i4", "wrong");
        publish(Publishing.item("rain", "i3").replace("Measured.", "Measured anew."));
        publish(Publishing.item("rain", "late"));

        List<String> met = new ArrayList<>(ids(page));
        while (!hrefs(page, "next").isEmpty()) {
            page = get(hrefs(page, "next").get(0)).json();
            met.addAll(ids(page));
        }
        assertThat(met).containsExactly("i0", "i1", "i2", "i3", "i4");
        assertThat(page.toString()).doesNotContain("Measured anew.");
        assertThat(ids(web.get("/stac/search?limit=10").json())).containsExactly("i0", "i1", "i2", "i3", "late");
    }

    @Test
    void whoever_pages_through_a_collection_may_end_though_it_is_withdrawn_meanwhile() {
        IntStream.range(0, 3).forEach(i -> publish(Publishing.item("rain", "i" + i)));
        JsonNode page = web.get("/stac/collections/rain/items?limit=2").json();
        whence.publishing().withdraw(ReceiptKind.STAC_COLLECTION, "rain", "wrong");
        Web.Answer second = get(hrefs(page, "next").get(0));
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(ids(second.json())).containsExactly("i2");
        assertThat(web.get("/stac/collections/rain/items").status()).isEqualTo(410);
    }

    /** The box around the triangle has both in it. */
    @Test
    void a_geometry_finds_what_has_a_point_in_common_with_it() {
        publish(at("inside", 1, 1));
        publish(at("in-its-box", 9, 9));
        publish(at("elsewhere", 50, 50));
        String triangle = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[10,0],[0,10],[0,0]]]}";
        assertThat(found("intersects=" + URLEncoder.encode(triangle, StandardCharsets.UTF_8)))
                .containsExactly("inside");
        assertThat(found("bbox=0,0,10,10")).containsExactly("inside", "in-its-box");
        ObjectNode body = JSON.createObjectNode();
        body.putObject("intersects")
                .put("type", "Point")
                .putArray("coordinates")
                .add(9)
                .add(9);
        assertThat(ids(post(body).json())).containsExactly("in-its-box");
        body.putArray("bbox").add(0).add(0).add(10).add(10);
        assertThat(post(body).status()).isEqualTo(400);
        for (String wrong : List.of("x", "{}", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1]]]}", "[1]", "3")) {
            Web.Answer answer = web.get("/stac/search?intersects=" + URLEncoder.encode(wrong, StandardCharsets.UTF_8));
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.text()).contains("/intersects");
        }
    }

    @Test
    void a_search_by_body_goes_on_with_what_its_next_link_says() {
        IntStream.range(0, 3).forEach(i -> publish(Publishing.item("rain", "i" + i)));
        ObjectNode body = JSON.createObjectNode().put("limit", 2);
        JsonNode first = post(body).json();
        JsonNode next = link(first, "next");
        assertThat(next.path("method").asText()).isEqualTo("POST");
        assertThat(next.path("merge").asBoolean()).isTrue();
        body.setAll((ObjectNode) next.path("body"));
        JsonNode second = post(body).json();
        assertThat(ids(second)).containsExactly("i2");
        assertThat(hrefs(second, "next")).isEmpty();
    }

    @Test
    void a_box_finds_what_lies_in_it_across_the_antimeridian_too() {
        publish(at("fiji", 179.5, -17));
        publish(at("samoa", -172, -13.8));
        publish(at("graz", 15.4, 47));
        assertThat(found("bbox=14,46,16,48")).containsExactly("graz");
        assertThat(found("bbox=14,46,0,16,48,500")).containsExactly("graz");
        assertThat(found("bbox=170,-30,-170,0")).containsExactly("fiji", "samoa");
        assertThat(found("bbox=-180,-90,180,90")).containsExactly("fiji", "samoa", "graz");
        assertThat(found("bbox=0,0,1,1")).isEmpty();
    }

    @Test
    void a_search_by_time_by_id_and_by_last_change() {
        publish(Publishing.item("rain", "a"));
        publish(Publishing.item("rain", "b").replace("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
        assertThat(found("datetime=2026-01-01T00:00:00Z")).containsExactly("a");
        assertThat(found("datetime=2026-06-01T00:00:00Z/..")).containsExactly("b");
        assertThat(found("datetime=/2026-06-01T00:00:00Z")).containsExactly("a");
        assertThat(found("ids=b,c")).containsExactly("b");
        String updated = web.get("/stac/collections/rain/items/b")
                .json()
                .at("/properties/updated")
                .asText();
        assertThat(found("updated=" + updated + "/..")).contains("b");
        assertThat(found("updated=2000-01-01T00:00:00Z/2001-01-01T00:00:00Z")).isEmpty();
    }

    /** As stac-api-validator asks; ISO 8601 has more forms than RFC 3339. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1985-04-12",
                "1985-04-12T23:20Z",
                "1985-04-12T23:20:50.Z",
                "1985-04-12T23:20:50,52Z",
                "1985-12-12T23:20:50.52",
                "1937-01-01T12:00:27.87%2B0100",
                "1985-04-12T23:20:50%2B01",
                "21985-12-12T23:20:50.52Z",
                "../..",
                "1986-04-12T23:20:50.52Z/1985-04-12T23:20:50.52Z"
            })
    void a_time_that_is_none_of_rfc_3339_is_refused(String time) {
        assertThat(web.get("/stac/search?datetime=" + time).status()).isEqualTo(400);
        assertThat(web.get("/stac/search?datetime=1985-04-12t23:20:50.123456789z")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_makes_no_sense_is_refused_all_at_once() {
        Web.Answer answer = web.get("/stac/search?bbox=1,2,3&datetime=yesterday&limit=0&filter=x");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("/bbox", "/datetime", "/limit", "/filter");
        assertThat(web.get("/stac/search?token=zzz").status()).isEqualTo(400);
        assertThat(web.get("/stac/search?limit=1000000").status()).isEqualTo(200);
        assertThat(web.get("/stac/collections/none/items").status()).isEqualTo(404);
        assertThat(web.get("/stac/collections/none", "Accept", "application/json")
                        .status())
                .isEqualTo(404);
    }

    /** OGC API Features: {@code /req/core/query-param-unknown}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/stac/collections/rain/items?platform=x",
                "/stac/collections/rain/items?collections=rain",
                "/stac/collections/rain/items?bbox-crs=x&limit=1",
                "/stac/search?platform=x",
                "/stac/search?crs=x",
                "/stac/collections?limit=1",
                "/stac?f=json",
                "/stac/conformance?x="
            })
    void what_an_address_does_not_know_is_not_passed_over(String address) {
        Web.Answer answer = web.get(address);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("is no parameter of this address");
    }

    @Test
    void what_an_address_knows_stands_in_the_description() {
        publish(Publishing.item("rain", "a"));
        publish(Publishing.item("rain", "b"));
        JsonNode paths = get(hrefs(web.get("/stac").json(), "service-desc").get(0))
                .json()
                .path("paths");
        List<String> names = paths.at("/~1stac~1collections~1{collection}~1items/get/parameters")
                .findValuesAsText("name");
        assertThat(names).contains("ids", "limit", "bbox", "datetime", "token").doesNotContain("collections");
        assertThat(ids(web.get("/stac/collections/rain/items?ids=b").json())).containsExactly("b");
    }

    /** {@code conf/oas30}: the landing page leads to a description in OpenAPI 3.0, with all that begins there. */
    @Test
    void the_description_is_what_the_conformance_says() {
        for (String root : List.of("/stac", "/o/rivers/stac")) {
            JsonNode landing = web.get(root).json();
            JsonNode description = link(landing, "service-desc");
            String type = description.path("type").asText();
            assertThat(type).isEqualTo("application/vnd.oai.openapi+json;version=3.0");
            Web.Answer answer = web.get(path(description.path("href").asText()), "Accept", type);
            assertThat(answer.header("Content-Type")).isEqualTo(type);
            JsonNode document = answer.json();
            assertThat(document.path("openapi").asText()).startsWith("3.0.");
            assertThat(document.at("/servers/0/url").asText() + "/").isEqualTo(whence.base());
            assertThat(document.path("paths").has("/stac/search")).isTrue();
            assertThat(document.path("paths").has("/stac/collections/{collection}/items/{id}"))
                    .isTrue();
            assertThat(document.path("paths").has("/receipts")).isFalse();
        }
        Web.Answer all = web.get("/openapi.json");
        assertThat(all.header("Content-Type")).isEqualTo("application/vnd.oai.openapi+json;version=3.1");
        assertThat(all.json().path("openapi").asText()).startsWith("3.1.");
        assertThat(web.get("/openapi.json", "Accept", "application/json").mediaType())
                .isEqualTo("application/json");
        assertThat(web.get("/openapi.json", "Accept", "image/png").status()).isEqualTo(406);
    }

    @Test
    void only_an_item_is_geojson() {
        publish(Publishing.item("rain", "a"));
        assertThat(web.get("/stac/collections/rain", "Accept", "application/geo+json")
                        .status())
                .isEqualTo(406);
        assertThat(web.get("/stac/collections/rain", "Accept", "application/geo+json, text/turtle;q=0.5")
                        .mediaType())
                .isEqualTo("text/turtle");
        assertThat(web.get("/stac/collections/rain", "Accept", "application/geo+json, application/json;q=0.5")
                        .mediaType())
                .isEqualTo("application/json");
        assertThat(web.get("/stac/collections/rain/items/a", "Accept", "application/geo+json")
                        .status())
                .isEqualTo(200);
    }

    /** RFC 3986 §6.2.2.2; a slash that is escaped is none. */
    @Test
    void what_needs_no_percent_sign_may_have_one() {
        publish(Publishing.item("rain", "a+b"));
        for (String address : List.of(
                "/stac/collections/rain/items/a~2bb",
                "/stac/collections/rain/items/a%7E2bb",
                "/stac/collections/%72ain/items/%61%7e2bb",
                "/record/stac-item/rain%7E2fa%7E2bb")) {
            assertThat(web.get(address, "Accept", "text/turtle").status())
                    .as(address)
                    .isEqualTo(200);
        }
        assertThat(web.get("/record/stac-item/rain%2fa%7E2bb", "Accept", "text/turtle")
                        .status())
                .isBetween(400, 404);
    }

    @Test
    void what_was_withdrawn_is_gone() {
        publish(Publishing.item("rain", "a"));
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/a", "wrong");
        assertThat(web.get("/stac/collections/rain/items/a").status()).isEqualTo(410);
        assertThat(ids(web.get("/stac/collections/rain/items").json())).isEmpty();
    }

    @Test
    void items_of_no_collection_or_of_one_that_is_not_published_are_found_by_search() {
        publish(Publishing.item("rain", "a").replace("'collection': 'rain',", ""));
        publish(Publishing.item("snow", "b"));
        JsonNode alone = web.get("/stac/collections/_/items/a").json();
        assertThat(alone.has("collection")).isFalse();
        assertThat(hrefs(alone, "parent")).containsExactly(whence.base() + "stac");
        assertThat(hrefs(alone, "collection")).isEmpty();
        JsonNode strange = web.get("/stac/collections/snow/items/b").json();
        assertThat(hrefs(strange, "collection")).containsExactly(whence.base() + "stac/collections/snow");
        assertThat(found("limit=9")).containsExactly("a", "b");
        JsonNode list = web.get("/stac/collections/_/items").json();
        assertThat(ids(list)).containsExactly("a");
        assertThat(hrefs(list, "parent")).containsExactly(whence.base() + "stac");
        assertThat(hrefs(list, "collection")).isEmpty();
        assertThat(web.get("/stac/collections/snow/items").status()).isEqualTo(404);
        assertThat(web.get("/stac/collections").json().path("collections")).hasSize(1);
    }

    @Test
    void nothing_changed_is_told_in_a_few_bytes_also_after_a_restart() throws IOException {
        publish(Publishing.item("rain", "a"));
        String tag = web.get("/stac/search").header("ETag");
        stop();
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
        assertThat(web.get("/stac/search", "If-None-Match", tag).status()).isEqualTo(304);
        publish(Publishing.item("rain", "b"));
        assertThat(web.get("/stac/search", "If-None-Match", tag).status()).isEqualTo(200);
    }

    private void publish(String item) {
        whence.publishing().publish(ReceiptKind.STAC_ITEM, item);
    }

    private static String at(String id, double longitude, double latitude) {
        return Publishing.item("rain", id)
                .replace(
                        "[14.5, 47.1, 14.5, 47.1]",
                        List.of(longitude, latitude, longitude, latitude).toString())
                .replace("[14.5, 47.1]", List.of(longitude, latitude).toString());
    }

    private List<String> found(String query) {
        return ids(web.get("/stac/search?" + query).json());
    }

    private Web.Answer post(ObjectNode body) {
        return web.post("/stac/search", body.toString().getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private Web.Answer get(String href) {
        return web.get(path(href));
    }

    private String path(String href) {
        assertThat(href).startsWith(whence.base());
        return whence.pathOf(href);
    }

    private static List<String> ids(JsonNode page) {
        return page.findValue("features").findValuesAsText("id");
    }

    private static JsonNode link(JsonNode document, String rel) {
        for (JsonNode link : document.path("links")) {
            if (link.path("rel").asText().equals(rel)) {
                return link;
            }
        }
        throw new AssertionError("no link " + rel);
    }

    private static List<String> hrefs(JsonNode document, String rel) {
        List<String> hrefs = new ArrayList<>();
        document.path("links").forEach(link -> {
            if (link.path("rel").asText().equals(rel)) {
                hrefs.add(link.path("href").asText());
            }
        });
        return hrefs;
    }
}
