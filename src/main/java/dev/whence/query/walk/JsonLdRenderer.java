package dev.whence.query.walk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.jsonldjava.core.JsonLdOptions;
import com.github.jsonldjava.core.JsonLdProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/** PROV-O in JSON-LD, compacted with {@code ontology/context.jsonld}, which the text carries. */
public final class JsonLdRenderer implements LineageRenderer {
    private static final String CONTEXT = "/ontology/context.jsonld";
    private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<?, ?> context;

    public JsonLdRenderer() {
        context = context(json);
    }

    @Override
    public String name() {
        return "jsonld";
    }

    @Override
    public String mediaType() {
        return "application/ld+json";
    }

    @Override
    public String suffix() {
        return ".jsonld";
    }

    @Override
    public void render(LineageAnswer answer, Appendable out) throws IOException {
        JsonLdOptions options = new JsonLdOptions();
        options.setCompactArrays(true);
        // One node or many: always a graph, so that readers need one path only.
        options.setOmitGraph(Boolean.FALSE);
        Map<String, Object> compacted = JsonLdProcessor.compact(expanded(answer), context, options);
        out.append(json.writer(JsonLines.printer()).writeValueAsString(compacted))
                .append('\n');
    }

    private static List<Object> expanded(LineageAnswer answer) {
        Map<String, Map<String, Object>> subjects = new TreeMap<>();
        for (Triple triple : ProvStatements.of(answer)) {
            String iri = triple.getSubject().getURI();
            Map<String, Object> subject = subjects.computeIfAbsent(iri, id -> new TreeMap<>(Map.of("@id", id)));
            boolean type = triple.getPredicate().equals(RDF.Nodes.type);
            String property = type ? "@type" : triple.getPredicate().getURI();
            add(subject, property, type ? triple.getObject().getURI() : value(triple.getObject()));
        }
        return new ArrayList<>(subjects.values());
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> subject, String property, Object value) {
        ((List<Object>) subject.computeIfAbsent(property, name -> new ArrayList<>())).add(value);
    }

    private static Map<String, Object> value(Node object) {
        if (object.isURI()) {
            return Map.of("@id", object.getURI());
        }
        String type = object.getLiteralDatatypeURI();
        return type.equals(STRING)
                ? Map.of("@value", object.getLiteralLexicalForm())
                : Map.of("@value", object.getLiteralLexicalForm(), "@type", type);
    }

    private static Map<?, ?> context(ObjectMapper json) {
        try (InputStream file = JsonLdRenderer.class.getResourceAsStream(CONTEXT)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks " + CONTEXT);
            }
            return json.readValue(file, Map.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(CONTEXT + " cannot be read", unreadable);
        }
    }
}
