package dev.whence.feed.rdf;

import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;

/** N-Triples (RDF 1.1), in the canonical form: one space, and no escape that need not be. */
final class NTriplesWriter implements DescriptionWriter {
    @Override
    public String head() {
        return "";
    }

    @Override
    public String between() {
        return "";
    }

    @Override
    public String foot() {
        return "";
    }

    @Override
    public void write(Description description, StringBuilder out) {
        write(description, "", out);
    }

    /** @param end stands behind each triple, before the dot */
    void write(Description description, String end, StringBuilder out) {
        for (Map.Entry<String, List<Node>> property : description.properties().entrySet()) {
            for (Node value : property.getValue()) {
                iri(description.subject(), out);
                out.append(' ');
                iri(property.getKey(), out);
                out.append(' ');
                term(value, out);
                out.append(end).append(" .\n");
            }
        }
    }

    static void iri(String iri, StringBuilder out) {
        out.append('<').append(iri).append('>');
    }

    private static void term(Node term, StringBuilder out) {
        if (term.isURI()) {
            iri(term.getURI(), out);
            return;
        }
        quoted(term.getLiteralLexicalForm(), out);
        String language = term.getLiteralLanguage();
        if (!language.isEmpty()) {
            out.append('@').append(language);
        } else if (!term.getLiteralDatatypeURI().equals(Prefixes.STRING)) {
            out.append("^^");
            iri(term.getLiteralDatatypeURI(), out);
        }
    }

    /** In quotation marks, escaped as N-Triples and Turtle both read it. */
    static void quoted(String text, StringBuilder out) {
        out.append('"');
        int clean = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && c != 0x7f) {
                continue;
            }
            out.append(text, clean, i);
            clean = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> out.append(String.format("\\u%04X", (int) c));
            }
        }
        out.append(text, clean, text.length()).append('"');
    }
}
