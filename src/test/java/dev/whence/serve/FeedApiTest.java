package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.ReceiptKind;
import dev.whence.serve.FeedReplay.Member;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.SharedData;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /feed}: the catalog's changes as an event stream. */
class FeedApiTest {
    private static final String TRIG = "application/trig";
    private static final String PRIMARY_TOPIC = "http://xmlns.com/foaf/0.1/primaryTopic";

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
    @ValueSource(strings = {"application/trig", "application/ld+json"})
    void replayed_from_empty_it_is_the_dump(String form) throws IOException {
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        publish(0, 130);
        withdraw("n3");
        publish(5, 6);
        withdraw("n7");
        publish(7, 8);

        Map<String, Graph> replayed = FeedReplay.of(whence, form).result();

        Map<String, Graph> dumped = dump();
        assertThat(replayed.keySet()).isEqualTo(dumped.keySet()).hasSize(130);
        replayed.forEach((iri, graph) ->
                assertThat(graph.isIsomorphicWith(dumped.get(iri))).as(iri).isTrue());
    }

    private Map<String, Graph> dump() throws IOException {
        DatasetGraph dump = DatasetGraphFactory.create();
        byte[] body = whence.web().get("/dump/catalog.nq.gz").body();
        RDFParser.source(new GZIPInputStream(new ByteArrayInputStream(body)))
                .lang(Lang.NQUADS)
                .parse(dump);
        Map<String, Graph> things = new HashMap<>();
        dump.listGraphNodes().forEachRemaining(name -> {
            ExtendedIterator<String> topic = dump.getGraph(name)
                    .find(name, FeedReplay.iri(PRIMARY_TOPIC), Node.ANY)
                    .mapWith(triple -> triple.getObject().getURI());
            topic.forEachRemaining(iri -> things.put(iri, dump.getGraph(name)));
        });
        return things;
    }

    @Test
    void every_member_has_the_shape_of_the_profile() {
        Graph official = RDFDataMgr.loadGraph(
                SharedData.at("catalog/dcat-ap-feeds/shape.ttl").toUri().toString());
        Shapes shapes = Shapes.parse(official);
        publish(0, 4);
        publish(2, 3);
        withdraw("n1");

        for (DatasetGraph page : FeedReplay.of(whence, TRIG).read()) {
            Graph all = GraphFactory.createDefaultGraph();
            page.find().forEachRemaining(quad -> all.add(quad.asTriple()));
            ValidationReport report = ShaclValidator.get().validate(shapes, all);
            assertThat(report.getEntries()).isEmpty();
        }
    }

    @Test
    void the_stream_names_the_shape_of_its_members_as_the_profile_demands() {
        publish(0, 1);

        Node shape = FeedReplay.iri("https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape");
        Node stream = FeedReplay.iri(whence.base() + "feed#stream");
        for (DatasetGraph page : FeedReplay.of(whence, TRIG).read()) {
            Graph head = page.getDefaultGraph();
            assertThat(head.contains(stream, FeedReplay.iri("https://w3id.org/tree#shape"), shape))
                    .isTrue();
            // Of what is described here clients fetch nothing from there.
            assertThat(head.contains(shape, Node.ANY, Node.ANY)).isTrue();
        }
    }

    @Test
    void a_full_page_may_be_kept_and_an_open_one_is_asked_for_again() {
        publish(0, 99);
        assertThat(whence.web().get("/feed/0/0").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(whence.web().get("/feed/0/0").text()).doesNotContain("ldes:immutable");
        publish(99, 101);

        Answer full = whence.web().get("/feed/0/0");
        Answer open = whence.web().get("/feed/0/1");
        Answer first = whence.web().get("/feed");

        assertThat(full.header("Cache-Control")).isEqualTo("public, max-age=604800, immutable");
        assertThat(full.text()).contains("ldes:immutable");
        for (Answer changing : List.of(open, first)) {
            assertThat(changing.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(changing.text()).doesNotContain("ldes:immutable");
        }
        for (String path : List.of("/feed", "/feed/0/0", "/feed/0/1")) {
            String tag = whence.web().get(path).header("ETag");
            assertThat(whence.web().get(path, "If-None-Match", tag).status()).isEqualTo(304);
            assertThat(whence.web().send("HEAD", path, BodyPublishers.noBody()).header("ETag"))
                    .isEqualTo(tag);
        }
        publish(101, 102);
        assertThat(whence.web().get("/feed/0/0").body()).isEqualTo(full.body());
        assertThat(whence.web().get("/feed/0/1").header("ETag")).isNotEqualTo(open.header("ETag"));
        assertThat(whence.web().get("/feed/0/2").status()).isEqualTo(404);
    }

    @Test
    void it_is_the_same_after_a_restart() throws IOException {
        publish(0, 103);
        withdraw("n9");
        Map<String, Answer> before = FeedReplay.of(whence, TRIG).pages();
        whence.close();
        whence = TestWhence.start(folder.resolve("data"));

        Map<String, Answer> after = FeedReplay.of(whence, TRIG).pages();

        assertThat(after.keySet()).isEqualTo(before.keySet()).hasSize(3);
        after.forEach((path, answer) -> {
            assertThat(answer.body()).as(path).isEqualTo(before.get(path).body());
            assertThat(answer.header("ETag")).isEqualTo(before.get(path).header("ETag"));
        });
    }

    @Test
    void what_a_page_leads_to_lies_within_the_bounds_that_it_says() {
        publish(0, 205);
        FeedReplay replay = FeedReplay.of(whence, TRIG);
        Graph first = replay.read().get(0).getDefaultGraph();

        for (Member member : replay.members()) {
            String page = member.iri().replaceFirst("#.*", "");
            first.find(Node.ANY, FeedReplay.iri(FeedReplay.TREE + "node"), FeedReplay.iri(page))
                    .mapWith(triple -> triple.getSubject())
                    .forEachRemaining(relation -> within(first, relation, Instant.parse(member.published())));
        }
        assertThat(replay.members())
                .hasSize(205)
                .isSortedAccordingTo(java.util.Comparator.comparing(member -> Instant.parse(member.published())));
        assertThat(first.find(Node.ANY, FeedReplay.iri(FeedReplay.TREE + "node"), Node.ANY)
                        .toList())
                .hasSize(5);
    }

    private static void within(Graph page, Node relation, Instant time) {
        String type = page.find(relation, org.apache.jena.vocabulary.RDF.Nodes.type, Node.ANY)
                .toList()
                .get(0)
                .getObject()
                .getURI();
        Instant bound = Instant.parse(page.find(relation, FeedReplay.iri(FeedReplay.TREE + "value"), Node.ANY)
                .toList()
                .get(0)
                .getObject()
                .getLiteralLexicalForm());
        if (type.contains("GreaterThan")) {
            assertThat(time).isAfterOrEqualTo(bound);
        } else {
            assertThat(time).isBeforeOrEqualTo(bound);
        }
    }

    @Test
    void of_what_was_erased_nothing_is_left() {
        publish(0, 42);
        // What is small lies in the log itself and stays there.
        String large = Publishing.item("rain", "n42").replace("'Measured.'", "'" + "Measured. ".repeat(6000) + "'");
        whence.publishing().publish(ReceiptKind.STAC_ITEM, large);
        publish(43, 100);
        String id = receipt("n42");
        assertThat(whence.web().get("/feed/0/0").text()).contains("Rain of n42");

        Answer erased = whence.web()
                .post(
                        "/receipts/" + id + "/erase",
                        "{\"reason\": \"asked for\"}".getBytes(StandardCharsets.UTF_8),
                        "application/json");
        assertThat(erased.status()).as(erased.text()).isEqualTo(201);

        FeedReplay after = FeedReplay.of(whence, TRIG);
        assertThat(after.pages().get("/feed/0/0").text()).doesNotContain("Rain of n42");
        assertThat(after.members())
                .hasSize(100)
                .last()
                .matches(member -> member.type().equals("Delete"));
        assertThat(after.result()).hasSize(99);
    }

    private String receipt(String name) {
        Graph page = FeedReplay.of(whence, TRIG).members().stream()
                .filter(member -> member.object().endsWith("/" + name))
                .findFirst()
                .orElseThrow()
                .payload();
        Node from = FeedReplay.iri("http://www.w3.org/ns/prov#wasDerivedFrom");
        return page.find(Node.ANY, from, Node.ANY)
                .mapWith(triple -> triple.getObject().getURI())
                .filterKeep(iri -> iri.contains("/receipt/"))
                .mapWith(iri -> iri.substring(iri.lastIndexOf('/') + 1))
                .next();
    }

    @Test
    void each_organisation_has_a_feed_of_its_own() {
        publish(0, 1);
        whence.publishing().publish("north", ReceiptKind.STAC_ITEM, Publishing.item("snow", "s1"), true);

        assertThat(whence.web().get("/feed/0/0").text()).contains("Rain of n0").doesNotContain("Rain of s1");
        assertThat(whence.web().get("/o/north/feed").text()).contains(whence.base() + "o/north/feed/0/0");
        assertThat(whence.web().get("/o/north/feed/0/0").text())
                .contains("Rain of s1")
                .doesNotContain("Rain of n0");
    }

    private void publish(int from, int to) {
        IntStream.range(from, to)
                .forEach(n -> whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "n" + n)));
    }

    private void withdraw(String name) {
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/" + name, "no more");
    }
}
