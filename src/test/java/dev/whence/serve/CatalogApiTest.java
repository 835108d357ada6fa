package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Sha256;
import dev.whence.feed.dcat.DcatApShapes;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogApiTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final String DATASET = "http://www.w3.org/ns/dcat#Dataset";

    @TempDir
    private Path folder;

    private TestWhence whence;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/catalog, text/turtle, text/turtle",
        "/catalog, application/rdf+xml, application/rdf+xml",
        "/catalog, 'application/ld+json;q=0.9, text/plain', application/ld+json",
        "/catalog, */*, text/turtle",
        "/catalog.ttl, text/html, text/turtle",
        "/catalog.rdf, */*, application/rdf+xml",
        "/catalog.jsonld, */*, application/ld+json",
        "/catalog.nt, */*, application/n-triples",
        "/o/north/catalog, application/n-triples, application/n-triples"
    })
    void a_page_is_had_in_each_form(String path, String accept, String mediaType) {
        publish("a");

        Answer answer = whence.web().get(path, "Accept", accept);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo(mediaType);
        assertThat(graph(answer).isEmpty()).isFalse();
        if (path.equals("/catalog")) {
            assertThat(answer.response().headers().allValues("Vary")).contains("Accept");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog", "/catalog.rdf", "/dump/catalog.nq.gz", "/.well-known/void"})
    void head_has_the_headers_of_get(String path) {
        publish("a");
        // A date is said once the second of the last change is over.
        Answer get = await().until(
                        () -> whence.web().get(path),
                        answer -> !answer.header("Last-Modified").isEmpty());
        Answer head = whence.web().send("HEAD", path, BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isNotEqualTo("0");
        for (String name : List.of("Content-Type", "ETag", "Last-Modified", "Link", "Vary", "Cache-Control")) {
            assertThat(head.response().headers().allValues(name))
                    .as(name)
                    .isEqualTo(get.response().headers().allValues(name));
        }
    }

    @Test
    void who_accepts_nothing_that_there_is_hears_what_there_is() {
        Answer answer = whence.web().get("/catalog", "Accept", "image/png");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.text()).contains("text/turtle").contains("application/rdf+xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=x",
                "limit=",
                "modified_since=yesterday",
                "modified_since=",
                "cursor=x"
            })
    void parameters_without_sense_are_refused(String query) {
        Answer answer = whence.web().get("/catalog?" + query);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    }

    @Test
    void an_unchanged_page_is_not_sent_again_and_a_packed_one_has_a_tag_of_its_own() throws IOException {
        publish("a");
        Answer plain = whence.web().get("/catalog");
        Answer packed = whence.web().get("/catalog", "Accept-Encoding", "gzip");

        assertThat(plain.header("ETag")).startsWith("\"").isNotEqualTo(packed.header("ETag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(whence.web()
                        .get("/catalog", "If-None-Match", plain.header("ETag"))
                        .status())
                .isEqualTo(304);
        publish("b");
        assertThat(whence.web()
                        .get("/catalog", "If-None-Match", plain.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void addresses_come_from_the_base_and_not_from_the_host() throws IOException {
        IntStream.range(0, 3).forEach(n -> publish("n" + n));

        String raw = whence.web().rawUnder("localhost:1", "GET /catalog.nt?limit=1 HTTP/1.1");

        assertThat(raw).contains("<" + whence.base() + "catalog.nt?cursor=").doesNotContain("localhost:1/");
    }

    @Test
    void three_clients_meet_whatever_was_there_all_the_while_once_while_a_writer_writes() {
        Set<String> there = new TreeSet<>();
        for (int n = 0; n < 60; n++) {
            there.add(dataset("stays-" + n));
            publish("stays-" + n);
            publish("goes-" + n);
        }
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int n = 0; !ended.get(); n++) {
                publish("comes-" + n);
                whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/goes-" + n % 60, "no more");
                publish("stays-" + n % 60);
            }
        });

        List<CompletableFuture<List<String>>> clients =
                List.of("/catalog?limit=7", "/catalog.rdf?limit=9", "/catalog.jsonld?limit=11").stream()
                        .map(first -> CompletableFuture.supplyAsync(() -> crawl(first).stream()
                                .flatMap(page -> datasets(graph(page)).stream())
                                .toList()))
                        .toList();
        List<List<String>> met = clients.stream().map(CompletableFuture::join).toList();
        ended.set(true);
        writer.join();

        for (List<String> one : met) {
            assertThat(one).doesNotHaveDuplicates().containsAll(there);
        }
    }

    @Test
    void two_crawls_of_an_unchanged_catalog_are_the_same_across_a_restart() throws IOException {
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        IntStream.range(0, 25).forEach(n -> publish("n" + n));
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/n3", "no more");
        List<Answer> before = crawl("/catalog?limit=10");
        Answer dump = whence.web().get("/dump/catalog.nq.gz");
        whence.close();
        whence = TestWhence.start(folder.resolve("data"));

        List<Answer> after = crawl("/catalog?limit=10");

        assertThat(after).hasSameSizeAs(before);
        for (int page = 0; page < before.size(); page++) {
            assertThat(after.get(page).header("ETag"))
                    .isEqualTo(before.get(page).header("ETag"));
            assertThat(after.get(page).body()).isEqualTo(before.get(page).body());
        }
        assertThat(whence.web().get("/dump/catalog.nq.gz").body()).isEqualTo(dump.body());
    }

    @Test
    void every_page_passes_dcat_ap_alone() {
        DcatApShapes shapes = DcatApShapes.read();
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        IntStream.range(0, 5).forEach(n -> publish("n" + n));
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/n3", "no more");

        for (String first :
                List.of("/catalog?limit=2", "/catalog.rdf?limit=2", "/catalog?modified_since=2020-01-01&limit=2")) {
            for (Answer page : crawl(first)) {
                assertThat(shapes.findings(graph(page))).isEmpty();
            }
        }
    }

    @Test
    void a_source_outside_of_the_catalog_is_never_a_dataset() {
        publish("a");

        assertThat(datasets(graph(whence.web().get("/catalog")))).containsExactly(dataset("a"));
    }

    @Test
    void a_distribution_keeps_the_checksum_by_which_it_is_tied_to_receipts() {
        publish("a");

        Graph page = graph(whence.web().get("/catalog"));

        Node checksum = NodeFactory.createURI(dataset("a") + "/asset/data#checksum");
        assertThat(page.find(checksum, Node.ANY, Node.ANY).toList()).hasSize(3);
        assertThat(page.contains(Node.ANY, Node.ANY, checksum)).isTrue();
    }

    @Test
    void the_dump_says_what_the_pages_say() throws IOException {
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        publish("a");
        publish("b");
        byte[] packed = whence.web().get("/dump/catalog.nq.gz").body();
        DatasetGraph dump = DatasetGraphFactory.create();
        RDFParser.source(new GZIPInputStream(new ByteArrayInputStream(packed)))
                .lang(Lang.NQUADS)
                .parse(dump);
        Set<Triple> dumped = dump.stream().map(Quad::asTriple).collect(Collectors.toSet());

        Graph pages = GraphFactory.createDefaultGraph();
        crawl("/catalog?limit=1").forEach(page -> graph(page).find().forEachRemaining(pages::add));

        // A page says of itself which part it is, and that the catalog has what is on it.
        Set<Triple> paged = pages.stream()
                .filter(triple -> !triple.toString().contains("hydra/core#")
                        && !triple.getSubject().hasURI(whence.base() + "catalog"))
                .collect(Collectors.toSet());
        assertThat(dumped.stream()
                        .filter(triple -> !triple.getSubject().hasURI(whence.base() + "catalog"))
                        .collect(Collectors.toSet()))
                .isEqualTo(paged);
        assertThat(dump.containsGraph(NodeFactory.createURI(whence.base() + "record/stac-item/rain~2fa")))
                .isTrue();
    }

    @Test
    void the_overview_passes_dcat_ap_and_has_the_checksum_of_the_dump() {
        publish("a");
        Answer answer = whence.web().get("/.well-known/void");
        String sha256 = Sha256.hex(whence.web().get("/dump/catalog.nq.gz").body());

        assertThat(DcatApShapes.read().findings(graph(answer))).isEmpty();
        assertThat(answer.text()).contains(sha256);
        assertThat(whence.web().get("/dump/catalog.nq.gz.sha256").text()).isEqualTo(sha256 + "  catalog.nq.gz\n");
    }

    @Test
    void every_interface_that_is_listed_answers_in_the_form_that_is_listed() {
        publish("a");
        Answer answer = whence.web().get("/.well-known/api-catalog");

        assertThat(answer.mediaType()).isEqualTo("application/linkset+json");
        JsonNode linkset = answer.json().path("linkset");
        assertThat(linkset.path(0).path("anchor").asText()).isEqualTo(whence.base() + ".well-known/api-catalog");
        assertThat(linkset.path(0).path("item")).hasSizeGreaterThan(8);
        for (JsonNode item : linkset.path(0).path("item")) {
            Answer listed = whence.web()
                    .get(
                            whence.pathOf(item.path("href").asText()),
                            "Accept",
                            item.path("type").asText());
            assertThat(listed.status()).as(item.toString()).isEqualTo(200);
            assertThat(listed.mediaType())
                    .as(item.toString())
                    .isEqualTo(item.path("type").asText());
        }
    }

    @Test
    void what_another_organisation_has_published_is_listed_and_described_too() {
        assertThat(whence.web().get("/.well-known/api-catalog").text()).doesNotContain("/o/rivers/");
        whence.publishing().publish("rivers", ReceiptKind.STAC_ITEM, Publishing.item("rain", "a"), true);
        String space = whence.base() + "o/rivers/";
        JsonNode context = null;
        for (JsonNode one : whence.web().get("/.well-known/api-catalog").json().path("linkset")) {
            context = one.path("anchor").asText().equals(space) ? one : context;
        }
        assertThat(context).isNotNull();
        List<String> hrefs = context.path("item").findValuesAsText("href");
        assertThat(hrefs)
                .contains(space + "catalog", space + "feed", space + "stac", space + ".well-known/void")
                .doesNotContain(space + "sparql", space + "ledger/checkpoint");
        hrefs.forEach(href -> assertThat(whence.web().get(whence.pathOf(href)).status())
                .as(href)
                .isEqualTo(200));
        Answer overview = whence.web().get("/o/rivers/.well-known/void");
        assertThat(overview.text()).contains(space + "catalog", space + "dump/catalog.nq.gz");
        assertThat(whence.web().get("/.well-known/void").text()).doesNotContain("o/rivers");
    }

    /** Whoever adds a way to read what is published tells machines of it. */
    @ParameterizedTest
    @ValueSource(strings = {"catalog", "feed", "oai", "data.json", "dcat-us/3.0/catalog.json", "stac"})
    void every_interface_that_there_is_is_listed(String path) {
        assumeTrue(whence.web().get("/openapi.json").json().path("paths").has("/" + path));

        assertThat(whence.web().get("/.well-known/api-catalog").text()).contains("\"" + whence.base() + path + "\"");
    }

    @Test
    void people_get_a_list_of_what_there_is() {
        IntStream.range(0, 3).forEach(n -> publish("n" + n));

        Answer page = whence.web().get("/catalog?limit=2", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(page.mediaType()).isEqualTo("text/html");
        assertThat(page.text()).contains("Rain of n0", "/stac/collections/rain/items/n1", "More", "3 datasets");
    }

    @Test
    void what_went_is_told_to_who_asks_what_changed() {
        publish("a");
        publish("b");
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/a", "no more");

        Graph page = graph(whence.web().get("/catalog?modified_since=2020-01-01T00:00:00%2B01:00"));

        assertThat(datasets(page)).containsExactly(dataset("b"));
        assertThat(page.find(Node.ANY, NodeFactory.createURI("https://www.w3.org/ns/activitystreams#object"), Node.ANY)
                        .mapWith(triple -> triple.getObject().getURI())
                        .toList())
                .containsExactly(dataset("a"));
        assertThat(datasets(graph(whence.web().get("/catalog?modified_since=2999-01-01"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog", "/stac/collections/rivers/items/a"})
    void an_identifier_names_one_thing_though_collections_have_items_of_the_same_id(String path) {
        for (String collection : List.of("rivers", "lakes")) {
            whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item(collection, "a"));
        }

        Graph page = graph(whence.web().get(path, "Accept", "text/turtle"));

        for (String dataset : datasets(page)) {
            Node thing = NodeFactory.createURI(dataset);
            assertThat(texts(page, thing, "http://purl.org/dc/terms/identifier"))
                    .containsExactly(dataset);
            assertThat(texts(page, thing, "https://w3id.org/ogc/stac/core/id")).containsExactly("a");
        }
    }

    private static List<String> texts(Graph page, Node thing, String property) {
        return page.find(thing, NodeFactory.createURI(property), Node.ANY)
                .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
                .toList();
    }

    @Test
    void whoever_publishes_the_catalog_is_named_where_that_can_be_asked() {
        publish("a");
        for (String path : List.of("/catalog", "/.well-known/void")) {
            Graph page = graph(whence.web().get(path, "Accept", "text/turtle"));

            String publisher = page.find(
                            NodeFactory.createURI(whence.base() + "catalog"),
                            NodeFactory.createURI("http://purl.org/dc/terms/publisher"),
                            Node.ANY)
                    .next()
                    .getObject()
                    .getURI();
            assertThat(graph(whence.web().get(whence.pathOf(publisher).replaceFirst("#.*", "")))
                            .contains(
                                    NodeFactory.createURI(publisher),
                                    NodeFactory.createURI("http://xmlns.com/foaf/0.1/name"),
                                    Node.ANY))
                    .as(path)
                    .isTrue();
        }
    }

    private void publish(String id) {
        whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", id));
    }

    private String dataset(String id) {
        return whence.base() + "stac/collections/rain/items/" + id;
    }

    private List<Answer> crawl(String first) {
        List<Answer> pages = new ArrayList<>();
        for (Optional<String> next = Optional.of(first); next.isPresent(); ) {
            Answer page = whence.web().get(next.get());
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            pages.add(page);
            next = page.response().headers().allValues("Link").stream()
                    .map(NEXT::matcher)
                    .filter(Matcher::find)
                    .map(found -> whence.pathOf(found.group(1)))
                    .findFirst();
        }
        return pages;
    }

    private static List<String> datasets(Graph page) {
        return page.find(Node.ANY, RDF.Nodes.type, NodeFactory.createURI(DATASET))
                .mapWith(triple -> triple.getSubject().getURI())
                .toList();
    }

    private static Graph graph(Answer page) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(page.text(), RDFLanguages.contentTypeToLang(page.mediaType()))
                .parse(graph);
        return graph;
    }
}
