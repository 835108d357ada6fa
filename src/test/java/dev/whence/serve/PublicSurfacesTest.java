package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A place that may only be told coarsely, on everything that anybody can see: the surfaces that are listed here, and all that
 * can be reached from them by links, in every form.
 */
class PublicSurfacesTest {
    private static final String NOTICE = "Places are coarse on purpose.";
    private static final List<String> PRECISE = List.of("10.512345", "47.254321", "10.5123", "47.2543");
    private static final String EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }";

    /** Where what is published must be seen, coarse and with its notice. */
    private static final List<String> SURFACES = List.of(
            "/catalog.ttl",
            "/catalog.rdf",
            "/catalog.jsonld",
            "/catalog.nt",
            "/dump/catalog.nq.gz",
            "/oai?verb=ListRecords&metadataPrefix=dcat_ap",
            "/sparql?format=ttl&query=" + URLEncoder.encode(EVERYTHING, StandardCharsets.UTF_8),
            "/feed/0/0",
            "/data.json",
            "/dcat-us/3.0/catalog.json",
            "/stac/collections/rivers/items",
            "/stac/search?ids=gauge-1",
            "/stac/collections/rivers/items/gauge-1");

    /** Where a dataset in DCAT is to be seen too. */
    private static final List<String> DATASETS = List.of(
            "/catalog.ttl",
            "/catalog.rdf",
            "/catalog.jsonld",
            "/catalog.nt",
            "/dump/catalog.nq.gz",
            "/oai?verb=ListRecords&metadataPrefix=dcat_ap",
            "/feed/0/0",
            "/data.json",
            "/dcat-us/3.0/catalog.json",
            "/dataset/river-map");

    private static final List<String> FORMS =
            List.of("text/html", "text/turtle", "application/json, application/geo+json;q=0.9, */*;q=0.1");
    private static final int MOST = 600;

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;
    private static String hidden = "";
    private static String hiddenDataset = "";

    @BeforeAll
    static void publish() throws IOException {
        whence = TestWhence.withRights(folder.resolve("data"), Map.of("WHENCE_CATALOG_CONTACT", "rivers@data.example"));
        web = whence.web();
        TestReceipts receipt = TestRecords.receipt("run-1");
        TestRecords.obligation(receipt, "generalize_geometry").put("min_cell_size_m", 10_000);
        TestRecords.obligation(receipt, "show_notice").put("message", NOTICE);
        send("/receipts", receipt.bytes());
        ObjectNode collection = TestRecords.collection("rivers");
        collection
                .withArray("links")
                .addObject()
                .put("rel", "describedby")
                .put("href", whence.base() + "dataset/river-map");
        send("/receipts", TestRecords.bytes(collection));
        hiddenDataset = send("/receipts", TestRecords.bytes(dataset()))
                .json()
                .path("id")
                .asText();
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties"))
                .put("kfm:policy_label", "restricted_sensitive_location")
                .putArray("keywords")
                .add("river");
        hidden = send("/receipts", TestRecords.bytes(item)).json().path("id").asText();
        send(
                "/v1/op/catalog.promote",
                ("{\"dataset_version\": \"" + TestRecords.VERSION + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** The same place in another vocabulary and another syntax. */
    private static ObjectNode dataset() {
        String turtle =
                """
                @prefix dcat: <http://www.w3.org/ns/dcat#> .
                @prefix dct: <http://purl.org/dc/terms/> .
                @prefix foaf: <http://xmlns.com/foaf/0.1/> .
                @prefix geo: <http://www.opengis.net/ont/geosparql#> .
                @prefix kfm: <https://kfm.local/ns#> .
                @prefix locn: <http://www.w3.org/ns/locn#> .
                @prefix prov: <http://www.w3.org/ns/prov#> .
                @prefix spdx: <http://spdx.org/rdf/terms#> .
                @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
                <https://data.example/river-map> a dcat:Dataset ;
                    dct:identifier "river-map" ; dct:title "Map of rivers"@en ; dct:description "Where a gauge stands."@en ;
                    dct:publisher [ a foaf:Agent ; foaf:name "Office of Rivers" ] ; dcat:keyword "river"@en ;
                    dct:modified "2026-10-31"^^xsd:date ;
                    dct:license <https://spdx.org/licenses/CC-BY-4.0> ;
                    kfm:dataset_version_id "kfm://dataset/%1$s" ; kfm:policy_label "restricted_sensitive_location" ;
                    dct:spatial [ a dct:Location ; locn:geometry "POINT(10.512345 47.254321)"^^geo:wktLiteral ] ;
                    prov:wasGeneratedBy <kfm://run/run-1> ;
                    dcat:distribution <https://data.example/river-map#file> .
                <https://data.example/river-map#file> a dcat:Distribution ;
                    dcat:accessURL <https://data.example/published/run-1.csv> ;
                    dct:license <https://spdx.org/licenses/CC-BY-4.0> ;
                    spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ;
                        spdx:checksumValue "%2$s"^^xsd:hexBinary ] .
                """.formatted(TestRecords.VERSION, TestRecords.digest("run-1").substring("sha256:".length()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("record", "dcat-dataset")
                .put("media_type", "text/turtle")
                .put("body", turtle);
    }

    private static Web.Answer send(String path, byte[] body) {
        TestPrincipal member = TestPrincipal.of(
                "user:editor", List.of("default"), "provenance:read", "provenance:write", "catalog:promote");
        Web.Answer answer = web.post(path, body, "application/json", member.with());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    @Test
    void every_surface_shows_the_place_coarse_and_the_notice_with_it() throws IOException {
        for (String surface : SURFACES) {
            String body = body(waitingForGraph(surface));
            assertThat(body)
                    .as(surface)
                    .contains("gauge-1")
                    .contains(NOTICE)
                    .doesNotContain("restricted_sensitive_location");
            requireNothingPrecise(surface, body);
        }
    }

    @Test
    void a_dataset_in_dcat_is_shown_as_coarse_as_an_item() throws IOException {
        for (String surface : DATASETS) {
            String body = body(waitingForGraph(surface));
            assertThat(body)
                    .as(surface)
                    .contains("Map of rivers")
                    .contains(NOTICE)
                    .doesNotContain("restricted_sensitive_location");
            requireNothingPrecise(surface, body);
        }
    }

    @Test
    void nothing_that_can_be_reached_by_links_tells_the_place() throws IOException {
        Map<String, String> seen = crawl();
        assertThat(seen).hasSizeGreaterThan(30);
        assertThat(String.join("\n", seen.keySet()))
                .contains("/run/", "/receipts/sha256:", "/proof", "/catalog", "/feed", "/ro-crate", "/oai");
        seen.forEach(PublicSurfacesTest::requireNothingPrecise);
    }

    private static void requireNothingPrecise(String what, String body) {
        assertThat(body).as(what).doesNotContain(PRECISE).doesNotContain(hidden, hiddenDataset);
    }

    /** The graph follows the ledger by itself. */
    private static Web.Answer waitingForGraph(String path) {
        return Awaitility.await()
                .until(() -> web.get(path), answer -> answer.status() == 200 && answer.body().length > 0);
    }

    private static String body(Web.Answer answer) throws IOException {
        boolean packed =
                answer.body().length > 1 && (answer.body()[0] & 0xff) == 0x1f && (answer.body()[1] & 0xff) == 0x8b;
        return packed
                ? new String(
                        new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
                        StandardCharsets.UTF_8)
                : answer.text();
    }

    /** What is found, by address and form. */
    private static Map<String, String> crawl() throws IOException {
        Deque<String> open = new ArrayDeque<>(List.of("/", "/.well-known/api-catalog", "/openapi.json"));
        open.addAll(SURFACES);
        Set<String> known = new LinkedHashSet<>(open);
        Map<String, String> seen = new LinkedHashMap<>();
        while (!open.isEmpty() && seen.size() < MOST) {
            String path = open.remove();
            for (String form : FORMS) {
                Web.Answer answer = web.get(path, "Accept", form);
                String body = body(answer);
                seen.put(form + " " + path, body + answer.response().headers().map());
                links(body + answer.response().headers().map()).stream()
                        .flatMap(PublicSurfacesTest::withCrate)
                        .filter(known::add)
                        .forEach(open::add);
            }
        }
        return seen;
    }

    /** A run's crate lies beside its page. */
    private static Stream<String> withCrate(String path) {
        return path.matches("/run/[^/?]+") ? Stream.of(path, path + "/ro-crate") : Stream.of(path);
    }

    private static List<String> links(String text) {
        List<String> links = new ArrayList<>();
        for (String pattern : List.of(
                Pattern.quote(whence.base().replaceFirst("/$", "")) + "(/[^\\s\"'<>\\\\,;)\\]}]*)",
                "(?:href|src)=\"(/[^\"]*)\"")) {
            Matcher found = Pattern.compile(pattern).matcher(text);
            while (found.find()) {
                links.add(found.group(1).replace("&amp;", "&").replaceFirst("#.*", ""));
            }
        }
        return links.stream().filter(PublicSurfacesTest::canBeAsked).toList();
    }

    private static boolean canBeAsked(String path) {
        return Stream.of("{", "}", "|", "^", "`", " ").noneMatch(path::contains) && !path.startsWith("//");
    }
}
