package dev.whence.feed.rdf;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;

/** Turtle (RDF 1.1): a block for each description, with an empty line behind it. */
final class TurtleWriter implements DescriptionWriter {
    private final Prefixes prefixes;
    private final String head;

    TurtleWriter(Prefixes prefixes) {
        this.prefixes = prefixes;
        StringBuilder text = new StringBuilder();
        prefixes.namespaces()
                .forEach((name, namespace) -> text.append("@prefix ")
                        .append(name)
                        .append(": <")
                        .append(namespace)
                        .append("> .\n"));
        this.head = text.append('\n').toString();
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
        return "";
    }

    @Override
    public void write(Description description, StringBuilder out) {
        NTriplesWriter.iri(description.subject(), out);
        String between = "\n    ";
        for (Map.Entry<String, List<Node>> property : description.properties().entrySet()) {
            out.append(between);
            if (property.getKey().equals(Prefixes.TYPE)) {
                out.append('a');
            } else {
                iri(property.getKey(), out);
            }
            values(property.getValue(), out);
            between = " ;\n    ";
        }
        out.append(" .\n\n");
    }

    private void values(List<Node> values, StringBuilder out) {
        out.append(' ');
        Iterator<Node> left = values.iterator();
        while (left.hasNext()) {
            term(left.next(), out);
            if (left.hasNext()) {
                out.append(" ,\n        ");
            }
        }
    }

    private void term(Node term, StringBuilder out) {
        if (term.isURI()) {
            iri(term.getURI(), out);
            return;
        }
        NTriplesWriter.quoted(term.getLiteralLexicalForm(), out);
        String language = term.getLiteralLanguage();
        if (!language.isEmpty()) {
            out.append('@').append(language);
        } else if (!term.getLiteralDatatypeURI().equals(Prefixes.STRING)) {
            out.append("^^");
            iri(term.getLiteralDatatypeURI(), out);
        }
    }

    private void iri(String iri, StringBuilder out) {
        Optional<String> compact = prefixes.compact(iri);
        if (compact.isPresent()) {
            out.append(compact.get());
        } else {
            NTriplesWriter.iri(iri, out);
        }
    }
}
