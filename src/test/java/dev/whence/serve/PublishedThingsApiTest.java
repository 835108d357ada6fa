package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whence.feed.dcat.DcatApShapes;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedThingsApiTest {
    private static final Pattern HREF = Pattern.compile("<a href=\"([^\"]+)\"");
    private static final String ITEM = "/stac/collections/rain/items/a";
    private static final String RECORD = "/record/stac-item/rain~2fa";

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
    @ValueSource(strings = {"text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"})
    void a_dataset_its_distribution_and_its_record_are_had_in_each_form(String mediaType) {
        publish("a");
        for (String path : List.of(ITEM, ITEM + "/asset/data", RECORD)) {
            Answer answer = whence.web().get(path, "Accept", mediaType);

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.mediaType()).isEqualTo(mediaType);
            assertThat(graph(answer).contains(iri(path), RDF.Nodes.type, Node.ANY))
                    .isTrue();
        }
    }

    @Test
    void a_dataset_in_dcat_answers_with_its_distributions_and_stands_on_a_good_page() {
        whence.publishing().publish(ReceiptKind.DCAT_DATASET, Publishing.dataset("gauges"));

        Graph said = graph(whence.web().get("/dataset/gauges"));

        Node distribution = NodeFactory.createURI("http://www.w3.org/ns/dcat#distribution");
        List<Node> parts = said.find(iri("/dataset/gauges"), distribution, Node.ANY)
                .mapWith(triple -> triple.getObject())
                .toList();
        assertThat(parts).hasSize(1);
        Answer part = whence.web().get(whence.pathOf(parts.get(0).getURI()));
        assertThat(part.status()).isEqualTo(200);
        assertThat(graph(part).contains(parts.get(0), RDF.Nodes.type, Node.ANY)).isTrue();
        assertThat(whence.web().get("/record/dcat-dataset/gauges").status()).isEqualTo(200);
        assertThat(DcatApShapes.read().findings(graph(whence.web().get("/catalog"))))
                .isEmpty();
    }

    @Test
    void a_published_thing_is_for_everybody_and_nothing_else_is() throws IOException {
        whence.close();
        whence = TestWhence.withRights(folder.resolve("closed"), Map.of());
        publish("a");

        assertThat(whence.web().get(ITEM).status()).isEqualTo(200);
        assertThat(whence.web().get("/stac/collections/rain/items/other").status())
                .isIn(401, 404);
    }

    @Test
    void signposts_lead_to_what_a_machine_looks_for() {
        publish("a");

        List<String> links = whence.web()
                .get(ITEM, "Accept", "text/html")
                .response()
                .headers()
                .allValues("Link");

        String base = whence.base();
        assertThat(links)
                .contains(
                        "<" + base + ITEM.substring(1) + ">; rel=\"cite-as\"",
                        "<" + base + ITEM.substring(1) + ">; rel=\"describedby\"; type=\"text/turtle\"",
                        "<https://files.example.org/a.csv>; rel=\"item\"; type=\"text/csv\"",
                        "<https://spdx.org/licenses/CC-BY-4.0>; rel=\"license\"",
                        "<https://schema.org/Dataset>; rel=\"type\"",
                        "<" + base + "catalog>; rel=\"collection\"; type=\"text/turtle\"",
                        "<" + base + RECORD.substring(1) + ">; rel=\"version-history\"; type=\"text/html\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {ITEM, ITEM + "/asset/data"})
    void what_describes_a_thing_by_its_signposts_does_describe_it(String path) {
        publish("a");
        Pattern described = Pattern.compile("<([^>]*)>; rel=\"describedby\"; type=\"([^\"]*)\"");
        List<String> types = new ArrayList<>();

        for (String link : whence.web()
                .get(path, "Accept", "text/html")
                .response()
                .headers()
                .allValues("Link")) {
            Matcher found = described.matcher(link);
            if (found.matches()) {
                types.add(found.group(2));
                Answer answer = whence.web().get(whence.pathOf(found.group(1)), "Accept", found.group(2));
                assertThat(answer.mediaType()).isEqualTo(found.group(2));
                assertThat(graph(answer).contains(iri(path), RDF.Nodes.type, Node.ANY))
                        .as(link)
                        .isTrue();
            }
        }
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples");
    }

    @Test
    void a_distribution_that_a_newer_version_has_not_is_gone() {
        whence.publishing()
                .publish(
                        ReceiptKind.STAC_ITEM,
                        Publishing.item("rain", "a").replace("'assets': {'data'", "'assets': {'old'"));
        assertThat(whence.web().get(ITEM + "/asset/old").status()).isEqualTo(200);
        publish("a");
        publish("a");

        Answer gone = whence.web().get(ITEM + "/asset/old", "Accept", "text/turtle");

        assertThat(gone.status()).isEqualTo(410);
        assertThat(graph(gone)
                        .contains(
                                iri(ITEM + "/asset/old#deleted-1"),
                                NodeFactory.createURI("https://www.w3.org/ns/activitystreams#object"),
                                iri(ITEM + "/asset/old")))
                .isTrue();
        assertThat(whence.web().get(ITEM + "/asset/old", "Accept", "text/html").status())
                .isEqualTo(410);
        assertThat(whence.web().get(ITEM + "/asset/data").status()).isEqualTo(200);
        assertThat(whence.web().get(ITEM + "/asset/never").status()).isEqualTo(404);
    }

    @Test
    void what_was_withdrawn_is_gone_with_when_and_why() {
        publish("a");
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/a", "measured <wrongly>");

        Answer page = whence.web().get(ITEM, "Accept", "text/html");
        Answer rdf = whence.web().get(ITEM, "Accept", "text/turtle");
        Answer record = whence.web().get(RECORD, "Accept", "text/html");

        assertThat(page.status()).isEqualTo(410);
        assertThat(page.text()).contains("measured &lt;wrongly&gt;").contains("taken out of the catalog on 20");
        assertThat(rdf.status()).isEqualTo(410);
        assertThat(graph(rdf)
                        .contains(
                                Node.ANY,
                                NodeFactory.createURI("https://www.w3.org/ns/activitystreams#object"),
                                iri(ITEM)))
                .isTrue();
        assertThat(graph(rdf).contains(iri(ITEM), RDF.Nodes.type, Node.ANY)).isFalse();
        String receipt = graph(rdf)
                .find(Node.ANY, NodeFactory.createURI("http://www.w3.org/ns/prov#wasDerivedFrom"), Node.ANY)
                .next()
                .getObject()
                .getURI();
        assertThat(whence.web().get(whence.pathOf(receipt)).status()).isEqualTo(200);
        String json = whence.web().get(ITEM, "Accept", "application/geo+json").text();
        assertThat(json).contains("measured <wrongly>", receipt);
        assertThat(record.status()).isEqualTo(410);
        publish("a");
        assertThat(whence.web().get(ITEM).status()).isEqualTo(200);
    }

    @Test
    void the_history_of_a_record_names_the_receipt_of_each_change() {
        publish("a");
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/a", "no more");
        publish("a");

        String page = whence.web().get(RECORD, "Accept", "text/html").text();

        assertThat(page).contains("published", "withdrawn").contains("/receipts/sha256:");
    }

    /** As a person goes: from link to link, without knowing how addresses are made. */
    @Test
    void links_alone_lead_from_a_dataset_to_the_run_its_receipt_its_proof_and_its_inputs() {
        TestReceipts receipt = TestReceipts.run("run-a");
        whence.web().submit(receipt);
        publish("a");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        whence.web().get("/run/run-a", "Accept", "text/turtle").status() == 200);

        Map<String, Integer> reached = crawl(ITEM, 4);

        assertThat(reached).containsEntry("/run/run-a", 1).containsKey("/receipts/" + receipt.id() + "/proof");
        assertThat(reached.keySet()).anyMatch(path -> path.endsWith("/receipt/" + receipt.id()));
        assertThat(reached.keySet()).anyMatch(path -> path.startsWith("/artifact/") && path.endsWith("/in~2frun-a"));
    }

    /** Every address of this server that links lead to, with the number of steps; each must answer. */
    private Map<String, Integer> crawl(String first, int steps) {
        Map<String, Integer> reached = new HashMap<>(Map.of(first, 0));
        Deque<String> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            String path = open.remove();
            int step = reached.get(path);
            Answer answer = whence.web().get(path, "Accept", "text/html, */*;q=0.1");
            assertThat(answer.status()).as(path).isIn(200, 400);
            for (String next :
                    step < steps && answer.mediaType().equals("text/html") ? links(answer) : List.<String>of()) {
                if (reached.putIfAbsent(next, step + 1) == null) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private static List<String> links(Answer page) {
        List<String> links = new ArrayList<>();
        Matcher href = HREF.matcher(page.text());
        while (href.find()) {
            String link = href.group(1).replace("&amp;", "&").replaceFirst("#.*", "");
            // Questions and walks lead everywhere; a dataset's way is told here.
            if (link.startsWith("/")
                    && !link.startsWith("/queries")
                    && !link.startsWith("/lineage")
                    && !link.startsWith("/sparql")) {
                links.add(link);
            }
        }
        return links;
    }

    private void publish(String id) {
        whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", id));
    }

    private Node iri(String path) {
        return NodeFactory.createURI(whence.base() + path.substring(1));
    }

    private static Graph graph(Answer answer) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(answer.text(), RDFLanguages.contentTypeToLang(answer.mediaType()))
                .parse(graph);
        return graph;
    }
}
