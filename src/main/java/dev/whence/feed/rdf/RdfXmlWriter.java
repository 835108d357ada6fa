package dev.whence.feed.rdf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * RDF 1.1 XML: an {@code rdf:Description} for each description. A property whose IRI does not end in an XML name cannot be
 * said in this syntax and is left out, as are the few characters that XML 1.0 has no way to write.
 */
final class RdfXmlWriter implements DescriptionWriter {
    private final Prefixes prefixes;
    private final String head;

    RdfXmlWriter(Prefixes prefixes) {
        this.prefixes = prefixes;
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF");
        prefixes.namespaces()
                .forEach((name, namespace) -> text.append("\n    xmlns:")
                        .append(name)
                        .append("=\"")
                        .append(namespace)
                        .append('"'));
        this.head = text.append(">\n").toString();
    }

    @Override
    public String head() {
        return head;
    }

    @Override
    public String between() {
        return "";
    }

    @Override
    public String foot() {
        return "</rdf:RDF>\n";
    }

    @Override
    public void write(Description description, StringBuilder out) {
        out.append("<rdf:Description rdf:about=\"");
        escape(description.subject(), out);
        out.append("\">\n");
        for (Map.Entry<String, List<Node>> property : description.properties().entrySet()) {
            int begin = Prefixes.localName(property.getKey());
            if (begin < property.getKey().length()) {
                property.getValue().forEach(value -> element(property.getKey(), begin, value, out));
            }
        }
        out.append("</rdf:Description>\n");
    }

    private void element(String property, int begin, Node value, StringBuilder out) {
        String namespace = property.substring(0, begin);
        Optional<String> prefix = prefixes.of(namespace);
        String name = prefix.map(known -> known + ":").orElse("") + property.substring(begin);
        out.append("  <").append(name);
        if (prefix.isEmpty()) {
            attribute("xmlns", namespace, out);
        }
        if (value.isURI()) {
            attribute("rdf:resource", value.getURI(), out);
            out.append("/>\n");
            return;
        }
        if (!value.getLiteralLanguage().isEmpty()) {
            attribute("xml:lang", value.getLiteralLanguage(), out);
        } else if (!value.getLiteralDatatypeURI().equals(Prefixes.STRING)) {
            attribute("rdf:datatype", value.getLiteralDatatypeURI(), out);
        }
        out.append('>');
        escape(value.getLiteralLexicalForm(), out);
        out.append("</").append(name).append(">\n");
    }

    private static void attribute(String name, String value, StringBuilder out) {
        out.append(' ').append(name).append("=\"");
        escape(value, out);
        out.append('"');
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                // As they are, a reader would make a space or a line's end of them.
                case '\t' -> out.append("&#9;");
                case '\n' -> out.append("&#10;");
                case '\r' -> out.append("&#13;");
                default -> {
                    if (c >= ' ' && c < '\ufffe') {
                        out.append(c);
                    }
                }
            }
        }
    }
}
