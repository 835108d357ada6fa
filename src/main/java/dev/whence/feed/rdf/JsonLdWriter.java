package dev.whence.feed.rdf;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;

/**
 * JSON-LD 1.1: one {@code @graph} of flat nodes; the context holds prefixes and nothing else, so no value is coerced. An IRI
 * whose scheme is the name of one of the prefixes would be taken for a short form; such a node says that it has no context.
 */
final class JsonLdWriter implements DescriptionWriter {
    private final Prefixes prefixes;
    private final String head;

    JsonLdWriter(Prefixes prefixes) {
        this.prefixes = prefixes;
        StringBuilder text = new StringBuilder("{\"@context\":{");
        String between = "";
        for (Map.Entry<String, String> prefix : prefixes.namespaces().entrySet()) {
            text.append(between);
            quoted(prefix.getKey(), text);
            text.append(':');
            quoted(prefix.getValue(), text);
            between = ",";
        }
        this.head = text.append("},\"@graph\":[\n").toString();
    }

    @Override
    public String head() {
        return head;
    }

    @Override
    public String between() {
        return ",\n";
    }

    @Override
    public String foot() {
        return "\n]}\n";
    }

    @Override
    public void write(Description description, StringBuilder out) {
        boolean isShort = !isMistakable(description.subject());
        out.append('{');
        reference(description.subject(), out);
        types(description.types(), isShort, out);
        for (Map.Entry<String, List<Node>> property : description.facts().entrySet()) {
            out.append(',');
            quoted(isShort ? name(property.getKey()) : property.getKey(), out);
            out.append(':');
            boolean many = property.getValue().size() > 1;
            out.append(many ? "[" : "");
            Iterator<Node> values = property.getValue().iterator();
            while (values.hasNext()) {
                value(values.next(), isShort, out);
                out.append(values.hasNext() ? "," : "");
            }
            out.append(many ? "]" : "");
        }
        out.append('}');
    }

    private void types(List<Node> types, boolean isShort, StringBuilder out) {
        if (types.isEmpty()) {
            return;
        }
        out.append(",\"@type\":[");
        Iterator<Node> left = types.iterator();
        while (left.hasNext()) {
            String type = left.next().getURI();
            quoted(isShort ? name(type) : type, out);
            out.append(left.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private void value(Node value, boolean isShort, StringBuilder out) {
        if (value.isURI()) {
            out.append('{');
            reference(value.getURI(), out);
            out.append('}');
            return;
        }
        String language = value.getLiteralLanguage();
        String type = value.getLiteralDatatypeURI();
        if (language.isEmpty() && type.equals(Prefixes.STRING)) {
            quoted(value.getLiteralLexicalForm(), out);
            return;
        }
        out.append(language.isEmpty() ? "{\"@type\":" : "{\"@language\":");
        quoted(language.isEmpty() ? (isShort ? name(type) : type) : language, out);
        out.append(",\"@value\":");
        quoted(value.getLiteralLexicalForm(), out);
        out.append('}');
    }

    private void reference(String iri, StringBuilder out) {
        if (isMistakable(iri)) {
            out.append("\"@context\":null,");
        }
        out.append("\"@id\":");
        quoted(iri, out);
    }

    private boolean isMistakable(String iri) {
        int colon = iri.indexOf(':');
        return prefixes.namespaces().containsKey(iri.substring(0, Math.max(colon, 0)));
    }

    private String name(String iri) {
        return prefixes.compact(iri).orElse(iri);
    }

    private static void quoted(String text, StringBuilder out) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
