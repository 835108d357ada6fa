package dev.whence.feed.dcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whence.feed.rdf.Syntax;
import dev.whence.receipt.RefusedException;
import dev.whence.vocab.ActivityStreams;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Hydra;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogPagesTest {
    private final HandMade made = new HandMade();
    private final CatalogPages pages = made.pages();

    @ParameterizedTest
    @EnumSource(Syntax.class)
    void every_page_passes_dcat_ap_alone(Syntax syntax) throws RefusedException {
        DcatApShapes shapes = DcatApShapes.read();
        made.publish("a", "series-a", "b", "c", "d");
        made.withdraw("d");

        for (CatalogPage page :
                crawl(new PageRequest(HandMade.ORGANISATION, syntax, false, Optional.empty(), 2, Optional.empty()))) {
            assertEquals(List.of(), shapes.findings(graph(page)));
        }
        for (CatalogPage page : crawl(new PageRequest(
                HandMade.ORGANISATION, syntax, false, Optional.empty(), 2, Optional.of(Instant.EPOCH)))) {
            assertEquals(List.of(), shapes.findings(graph(page)));
        }
    }

    @Test
    void what_cannot_be_good_is_left_out_and_what_lacks_a_name_only_is_named() throws RefusedException {
        made.publish("a");

        String page = text(pages.page(first(10)));

        assertFalse(page.contains("#nowhere"), page);
        assertFalse(page.contains("#unsaid"), page);
        assertTrue(page.contains("<https://api.example.org/a>"), page);
        assertTrue(page.contains("#relation>"), page);
        assertTrue(page.contains("dct:title \"Themes\"@en"), page);
    }

    @Test
    void the_shapes_do_find_what_is_wrong() throws RefusedException {
        DcatApShapes shapes = DcatApShapes.read();
        made.publish("a");
        Graph page = graph(pages.page(first(10)));
        page.remove(Node.ANY, dev.whence.vocab.Dct.TITLE, Node.ANY);

        assertFalse(shapes.findings(page).isEmpty());
    }

    @Test
    void all_syntaxes_say_the_same_but_for_their_own_addresses() throws RefusedException {
        made.publish("a", "series-a", "b");
        Graph turtle = graph(pages.page(first(10)));

        for (Syntax syntax : Syntax.values()) {
            CatalogPage page = pages.page(
                    new PageRequest(HandMade.ORGANISATION, syntax, false, Optional.empty(), 10, Optional.empty()));
            assertTrue(turtle.isIsomorphicWith(graph(page)), syntax.name());
        }
    }

    @Test
    void a_crawl_meets_each_record_once_whatever_is_written_meanwhile() throws RefusedException {
        names(25).forEach(made::publish);
        List<String> met = new ArrayList<>();
        PageRequest request = first(4);
        for (Optional<CatalogPage> page = Optional.of(pages.page(request)); page.isPresent(); ) {
            datasets(graph(page.get())).forEach(met::add);
            made.withdraw("n" + met.size());
            made.publish("later" + met.size());
            page = next(request, page.get());
        }

        assertEquals(
                names(25).map(HandMade::dataset).toList(),
                met.stream().sorted(byNumber()).toList());
    }

    @Test
    void a_page_of_a_view_stays_the_same_and_so_does_its_tag() throws RefusedException {
        made.publish("a", "b", "c");
        CatalogPage before = pages.page(first(2));
        String self = before.self();
        String text = text(before);
        made.publish("d");

        CatalogPage after = pages.page(at(first(2), self));

        assertEquals(text, text(after));
        assertEquals(before.tag(), after.tag());
        assertEquals(text, text(made.pages().page(at(first(2), self))));
        assertNotEquals(before.tag(), pages.page(first(2)).tag());
    }

    @Test
    void tags_differ_by_syntax_limit_and_place() throws RefusedException {
        made.publish("a", "b", "c");
        TreeSet<String> tags = new TreeSet<>();
        for (Syntax syntax : Syntax.values()) {
            for (int limit : new int[] {1, 2}) {
                CatalogPage page = pages.page(new PageRequest(
                        HandMade.ORGANISATION, syntax, false, Optional.empty(), limit, Optional.empty()));
                tags.add(page.tag());
                tags.add(next(
                                new PageRequest(
                                        HandMade.ORGANISATION,
                                        syntax,
                                        false,
                                        Optional.empty(),
                                        limit,
                                        Optional.empty()),
                                page)
                        .orElseThrow()
                        .tag());
            }
        }

        assertEquals(16, tags.size());
    }

    @Test
    void what_changed_since_is_there_once_and_deletions_are_told_without_a_dataset() throws RefusedException {
        made.publish("a", "b", "c", "d");
        Instant since = made.now();
        made.publish("b");
        made.withdraw("c");
        made.publish("b", "e");

        Graph page = graph(pages.page(changed(since, 100)));

        assertEquals(List.of(HandMade.dataset("b"), HandMade.dataset("e")), datasets(page));
        assertEquals(
                List.of(HandMade.dataset("c")),
                page.find(Node.ANY, ActivityStreams.OBJECT, Node.ANY)
                        .mapWith(triple -> triple.getObject().getURI())
                        .toList());
        assertEquals("3", total(page));
        assertEquals(2, crawl(changed(since, 2)).size());
    }

    @Test
    void a_view_says_how_much_there_is_and_has_no_next_at_the_end() throws RefusedException {
        made.publish("a", "b", "c");
        Graph page = graph(pages.page(first(2)));
        Graph last = graph(next(first(2), pages.page(first(2))).orElseThrow());

        assertEquals(
                1,
                page.find(Node.ANY, RDF.Nodes.type, Hydra.PARTIAL_COLLECTION_VIEW)
                        .toList()
                        .size());
        assertEquals("3", total(page));
        assertEquals("3", total(last));
        assertTrue(page.contains(Node.ANY, Hydra.NEXT, Node.ANY));
        assertFalse(last.contains(Node.ANY, Hydra.NEXT, Node.ANY));
    }

    @Test
    void what_is_not_catalogued_here_never_stands_there_as_a_dataset() throws RefusedException {
        made.publish("a");
        Graph page = graph(pages.page(first(2)));

        assertEquals(List.of(HandMade.dataset("a")), datasets(page));
        Node series = NodeFactory.createURI(HandMade.IRIS.stacCollection(HandMade.ORGANISATION, "series-a"));
        assertTrue(page.contains(Node.ANY, Dcat.IN_SERIES, series), "though its series is not published");
        assertEquals(
                3,
                page.find(series, Node.ANY, Node.ANY).toList().size(),
                "a type, a title, a description: from its id");
        assertTrue(page.contains(series, RDF.Nodes.type, Dcat.DATASET_SERIES));
        assertTrue(page.contains(
                Node.ANY,
                dev.whence.vocab.Prov.WAS_DERIVED_FROM,
                NodeFactory.createURI("https://elsewhere.example/dataset/1")));
    }

    @Test
    void a_published_series_is_described_where_its_members_are() throws RefusedException {
        made.publish("a", "series-a");
        Graph page = graph(pages.page(first(1)));

        assertEquals(List.of(HandMade.dataset("a")), datasets(page));
        assertTrue(page.contains(Node.ANY, Dcat.IN_SERIES, Node.ANY));
    }

    @Test
    void what_was_erased_is_on_no_page_any_more() throws RefusedException {
        made.publish("a", "b");
        String self = pages.page(first(10)).self();
        String tag = pages.page(first(10)).tag();
        made.erase("a", 0);

        CatalogPage page = pages.page(at(first(10), self));

        assertEquals(List.of(HandMade.dataset("b")), datasets(graph(page)));
        assertNotEquals(tag, page.tag());
    }

    @Test
    void a_page_that_told_of_a_series_that_was_erased_is_another_page() throws RefusedException {
        made.publish("series-a", "a");
        String self = next(first(1), pages.page(first(1))).orElseThrow().self();
        CatalogPage before = pages.page(at(first(1), self));
        String text = text(before);
        String tag = before.tag();
        made.erase("series-a", 0);

        CatalogPage after = pages.page(at(first(1), self));

        assertNotEquals(text, text(after));
        assertNotEquals(tag, after.tag());
    }

    @Test
    void a_cursor_that_we_did_not_give_is_refused() {
        made.publish("a");
        for (String cursor : List.of("", "x", "MWE5OTkuLTEuLTEuMQ", "%%%", "MWE")) {
            PageRequest request = new PageRequest(
                    HandMade.ORGANISATION, Syntax.TURTLE, false, Optional.of(cursor), 10, Optional.empty());
            assertThrows(RefusedException.class, () -> pages.page(request), cursor);
        }
    }

    @Test
    void an_empty_catalog_is_a_good_page() throws RefusedException {
        assertEquals("0", total(graph(pages.page(first(10)))));
    }

    private List<CatalogPage> crawl(PageRequest request) throws RefusedException {
        List<CatalogPage> met = new ArrayList<>();
        for (Optional<CatalogPage> page = Optional.of(pages.page(request)); page.isPresent(); ) {
            met.add(page.get());
            page = next(request, page.get());
        }
        return met;
    }

    private Optional<CatalogPage> next(PageRequest request, CatalogPage page) throws RefusedException {
        return page.next().isEmpty()
                ? Optional.empty()
                : Optional.of(pages.page(at(request, page.next().get())));
    }

    private static PageRequest at(PageRequest request, String address) {
        String cursor = Arrays.stream(URI.create(address).getQuery().split("&"))
                .filter(part -> part.startsWith("cursor="))
                .findFirst()
                .orElseThrow()
                .substring("cursor=".length());
        return new PageRequest(
                request.organisation(),
                request.syntax(),
                request.isBySuffix(),
                Optional.of(cursor),
                request.limit(),
                Optional.empty());
    }

    private static PageRequest first(int limit) {
        return new PageRequest(HandMade.ORGANISATION, Syntax.TURTLE, false, Optional.empty(), limit, Optional.empty());
    }

    private static PageRequest changed(Instant since, int limit) {
        return new PageRequest(
                HandMade.ORGANISATION, Syntax.TURTLE, false, Optional.empty(), limit, Optional.of(since));
    }

    private static java.util.stream.Stream<String> names(int count) {
        return IntStream.range(0, count).mapToObj(n -> "n" + n);
    }

    private static java.util.Comparator<String> byNumber() {
        return java.util.Comparator.comparingInt(iri -> Integer.parseInt(iri.replaceAll(".*/n", "")));
    }

    private static List<String> datasets(Graph page) {
        return page
                .find(Node.ANY, RDF.Nodes.type, Dcat.DATASET)
                .mapWith(triple -> triple.getSubject().getURI())
                .toList()
                .stream()
                .sorted()
                .toList();
    }

    private static String total(Graph page) {
        return page
                .find(Node.ANY, Hydra.TOTAL_ITEMS, Node.ANY)
                .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
                .toSet()
                .stream()
                .reduce("", String::concat);
    }

    private static String text(CatalogPage page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            page.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Graph graph(CatalogPage page) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.source(new ByteArrayInputStream(text(page).getBytes(StandardCharsets.UTF_8)))
                .lang(RDFLanguages.contentTypeToLang(page.syntax().mediaType()))
                .parse(graph);
        return graph;
    }
}
