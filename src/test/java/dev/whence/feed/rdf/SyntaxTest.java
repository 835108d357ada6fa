package dev.whence.feed.rdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.XSD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntaxTest {
    private static final String DATASET = "http://localhost:8080/dataset/rain";
    private static final String DCT = "http://purl.org/dc/terms/";

    @ParameterizedTest
    @EnumSource(Syntax.class)
    void what_is_written_is_what_was_said(Syntax syntax) {
        Set<Triple> said = Set.copyOf(awkward());

        assertEquals(said, read(syntax, syntax.document(Description.all(said))));
    }

    @ParameterizedTest
    @EnumSource(Syntax.class)
    void the_same_said_in_another_order_gives_the_same_text(Syntax syntax) {
        List<Triple> shuffled = new ArrayList<>(awkward());
        Collections.shuffle(shuffled, new Random(1));

        assertEquals(syntax.document(Description.all(awkward())), syntax.document(Description.all(shuffled)));
    }

    @ParameterizedTest
    @EnumSource(Syntax.class)
    void nothing_said_is_a_good_document(Syntax syntax) {
        assertEquals(Set.of(), read(syntax, syntax.document(List.of())));
    }

    @Test
    void an_iri_that_looks_like_a_short_form_stays_what_it_is() {
        Node mistakable = NodeFactory.createURI("stac:what");
        Set<Triple> said = Set.of(
                Triple.create(mistakable, RDF.Nodes.type, uri(DCT + "Agent")),
                Triple.create(mistakable, uri(DCT + "issued"), typed("2026-01-01", XSD.date.getURI())),
                Triple.create(uri(DATASET), uri(DCT + "relation"), mistakable));

        assertEquals(said, read(Syntax.JSON_LD, Syntax.JSON_LD.document(Description.all(said))));
    }

    @Test
    void what_xml_cannot_say_is_left_out_of_it_alone() {
        Set<Triple> said = Set.of(
                Triple.create(uri(DATASET), uri("http://example.org/p/1"), text("no name")),
                Triple.create(uri(DATASET), uri(DCT + "title"), text("rain")));

        Set<Triple> read = read(Syntax.RDF_XML, Syntax.RDF_XML.document(Description.all(said)));

        assertEquals(
                said.stream()
                        .filter(triple -> triple.getObject().equals(text("rain")))
                        .collect(Collectors.toSet()),
                read);
        assertEquals(said, read(Syntax.TURTLE, Syntax.TURTLE.document(Description.all(said))));
    }

    @Test
    void turtle_uses_the_names_that_people_know() {
        String turtle = Syntax.TURTLE.document(Description.all(
                List.of(Triple.create(uri(DATASET), RDF.Nodes.type, uri("http://www.w3.org/ns/dcat#Dataset")))));

        assertTrue(turtle.contains("a dcat:Dataset ."), turtle);
        assertFalse(turtle.contains("_:"), turtle);
    }

    private static List<Triple> awkward() {
        List<Triple> said = new ArrayList<>();
        said.add(Triple.create(uri(DATASET), RDF.Nodes.type, uri("http://www.w3.org/ns/dcat#Dataset")));
        said.add(Triple.create(
                uri(DATASET), uri(DCT + "title"), NodeFactory.createLiteralLang("Regen & <Wolken>", "de")));
        said.add(Triple.create(uri(DATASET), uri(DCT + "title"), NodeFactory.createLiteralLang("Rain", "en")));
        said.add(
                Triple.create(uri(DATASET), uri(DCT + "issued"), typed("2026-01-01T00:00:00Z", XSD.dateTime.getURI())));
        said.add(Triple.create(uri(DATASET), uri("http://example.org/own#term"), typed("12", XSD.decimal.getURI())));
        said.add(Triple.create(uri(DATASET), uri(DCT + "relation"), uri("https://example.org/a?b=c&d='e'")));
        for (String text : List.of(
                "\"quoted\" \\ back", "line\nline\r\ttab", "\ud83c\udf27 \u00e9\u2028\u2029", "", " lead ", "]]>")) {
            said.add(Triple.create(uri(DATASET + "#spatial"), uri(DCT + "description"), text(text)));
        }
        return said;
    }

    private static Set<Triple> read(Syntax syntax, String document) {
        Graph graph = GraphFactory.createDefaultGraph();
        Lang lang = RDFLanguages.contentTypeToLang(syntax.mediaType());
        RDFParser.fromString(document, lang).parse(graph);
        return graph.stream().collect(Collectors.toSet());
    }

    private static Node uri(String iri) {
        return NodeFactory.createURI(iri);
    }

    private static Node text(String text) {
        return NodeFactory.createLiteralString(text);
    }

    private static Node typed(String text, String type) {
        return NodeFactory.createLiteralDT(text, NodeFactory.getType(type));
    }
}
