package dev.whence.feed.rdf;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * Turtle (RDF 1.1): a block for each description, with an empty line behind it. Properties, classes and datatypes have their
 * short names; whatever else is named stands in full.
 */
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
            boolean isType = property.getKey().equals(Prefixes.TYPE);
            if (isType) {
                out.append('a');
            } else {
                term(property.getKey(), out);
            }
            values(property.getValue(), isType, out);
            between = " ;\n    ";
        }
        out.append(" .\n\n");
    }

    private void values(List<Node> values, boolean areClasses, StringBuilder out) {
        out.append(' ');
        Iterator<Node> left = values.iterator();
        while (left.hasNext()) {
            Node value = left.next();
            if (areClasses && value.isURI()) {
                term(value.getURI(), out);
            } else {
                value(value, out);
            }
            if (left.hasNext()) {
                out.append(" ,\n        ");
            }
        }
    }

    private void value(Node term, StringBuilder out) {
        if (term.isURI()) {
            NTriplesWriter.iri(term.getURI(), out);
            return;
        }
        NTriplesWriter.quoted(term.getLiteralLexicalForm(), out);
        String language = term.getLiteralLanguage();
        if (!language.isEmpty()) {
            out.append('@').append(language);
        } else if (!term.getLiteralDatatypeURI().equals(Prefixes.STRING)) {
            out.append("^^");
            term(term.getLiteralDatatypeURI(), out);
        }
    }

    private void term(String iri, StringBuilder out) {
        Optional<String> compact = prefixes.compact(iri);
        if (compact.isPresent()) {
            out.append(compact.get());
        } else {
            NTriplesWriter.iri(iri, out);
        }
    }
}
