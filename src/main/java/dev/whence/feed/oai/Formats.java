package dev.whence.feed.oai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.feed.Published;
import dev.whence.feed.dcat.DatasetDescriptions;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.Prefixes;
import dev.whence.feed.rdf.Syntax;
import io.gdcc.xoai.dataprovider.model.MetadataFormat;
import io.gdcc.xoai.model.oaipmh.results.record.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** The formats that records can be had in. What of DCAT becomes Dublin Core stands in {@code feed/oai-dc.json}. Thread-safe. */
final class Formats {
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String OAI = "http://www.openarchives.org/OAI/2.0/";
    private static final String TABLE = "/feed/oai-dc.json";

    private final DatasetDescriptions descriptions = new DatasetDescriptions();
    private final List<Row> rows;

    /** That values of some properties, or what these lead to are called, become an element. */
    private record Row(String element, List<Node> properties, List<Node> names) {}

    Formats() {
        try (InputStream in = Formats.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + TABLE);
            }
            Prefixes prefixes = Prefixes.read();
            this.rows = new ObjectMapper()
                    .readTree(in)
                    .path("elements")
                    .valueStream()
                    .map(row -> new Row(
                            row.path("element").asText(),
                            nodes(prefixes, row.path("from")),
                            nodes(prefixes, row.path("named"))))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Node> nodes(Prefixes prefixes, JsonNode names) {
        return names.valueStream()
                .map(name -> NodeFactory.createURI(prefixes.expand(name.asText())))
                .toList();
    }

    /** As the library wants to know them; made for each who asks, as they can be changed. */
    static List<MetadataFormat> all() {
        return List.of(
                new MetadataFormat().withPrefix("dcat_ap").withNamespace(RDF).withSchemaLocation(OAI + "rdf.xsd"),
                new MetadataFormat()
                        .withPrefix("oai_dc")
                        .withNamespace(OAI + "oai_dc/")
                        .withSchemaLocation(OAI + "oai_dc.xsd"));
    }

    Metadata metadata(String format, Published published) {
        List<Description> said = descriptions.of(published);
        return new Metadata(new XmlText(format.equals("dcat_ap") ? rdf(said) : dublinCore(published.iri(), said)));
    }

    private static String rdf(List<Description> said) {
        String document = Syntax.RDF_XML.document(said);
        return document.substring(document.indexOf("<rdf:RDF"));
    }

    private String dublinCore(String iri, List<Description> said) {
        Map<String, Description> by =
                said.stream().collect(Collectors.toMap(Description::subject, Function.identity()));
        StringBuilder out = new StringBuilder(1024)
                .append("<oai_dc:dc xmlns:oai_dc=\"")
                .append(OAI)
                .append("oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"")
                .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"")
                .append(OAI)
                .append("oai_dc/ ")
                .append(OAI)
                .append("oai_dc.xsd\">\n");
        element("identifier", NodeFactory.createLiteralString(iri), out);
        Description dataset = by.getOrDefault(iri, Description.of(iri, List.of()));
        for (Row row : rows) {
            row.properties().stream()
                    .flatMap(property -> dataset.values(property).stream())
                    .flatMap(value -> called(value, row, by).stream())
                    .distinct()
                    .filter(value ->
                            !value.isLiteral() || !value.getLiteralLexicalForm().equals(iri))
                    .forEach(value -> element(row.element(), value, out));
        }
        return out.append("</oai_dc:dc>").toString();
    }

    private static List<Node> called(Node value, Row row, Map<String, Description> by) {
        Description thing = value.isURI() ? by.get(value.getURI()) : null;
        if (thing == null || row.names().isEmpty()) {
            return List.of(value);
        }
        return row.names().stream().flatMap(name -> thing.values(name).stream()).toList();
    }

    private static void element(String name, Node value, StringBuilder out) {
        out.append("  <dc:").append(name);
        if (value.isLiteral() && !value.getLiteralLanguage().isEmpty()) {
            out.append(" xml:lang=\"").append(value.getLiteralLanguage()).append('"');
        }
        out.append('>');
        String text = value.isLiteral() ? value.getLiteralLexicalForm() : value.getURI();
        text.chars().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\r' -> out.append("&#13;");
                default -> out.append(OaiRequest.isWritable(c) ? String.valueOf((char) c) : "");
            }
        });
        out.append("</dc:").append(name).append(">\n");
    }
}
