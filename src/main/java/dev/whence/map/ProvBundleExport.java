package dev.whence.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.jsonldjava.core.JsonLdApi;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.JsonLdOptions;
import com.github.jsonldjava.core.JsonLdProcessor;
import com.github.jsonldjava.core.RDFDataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;

/**
 * A receipt's graph as a PROV bundle in JSON-LD, compacted with {@code ontology/context.jsonld}. The context stands in
 * the document, so that nobody has to fetch it, and nothing here fetches anything. The same bytes each time; keeps to
 * {@code schema/prov-bundle.schema.json}. Immutable and safe to share between threads.
 */
public final class ProvBundleExport {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    private static final ObjectWriter PRETTY = JSON.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private final Map<String, Object> context;

    public ProvBundleExport() {
        this.context = readContext();
    }

    /** The document, with a line feed at its end. */
    public String write(Collection<Quad> quads) {
        return print(compact(quads));
    }

    /** The document as maps and lists, for those who put it into a larger one. */
    public Map<String, Object> compact(Collection<Quad> quads) {
        try {
            JsonLdOptions options = OfflineJsonLd.options();
            Object expanded = new JsonLdApi(options).fromRDF(dataset(quads));
            return JsonLdProcessor.compact(expanded, copyOfContext(), options);
        } catch (JsonLdError fault) {
            throw new IllegalStateException("a receipt's graph cannot be compacted", fault);
        }
    }

    private static RDFDataset dataset(Collection<Quad> quads) {
        RDFDataset dataset = new RDFDataset();
        quads.stream()
                .sorted((a, b) -> ReceiptQuads.BY_TERMS.compare(a.asTriple(), b.asTriple()))
                .forEach(quad -> add(quad, dataset));
        return dataset;
    }

    private static void add(Quad quad, RDFDataset dataset) {
        String subject = quad.getSubject().getURI();
        String predicate = quad.getPredicate().getURI();
        Node object = quad.getObject();
        String graph = quad.getGraph().getURI();
        if (object.isURI()) {
            dataset.addQuad(subject, predicate, object.getURI(), graph);
        } else {
            // The processor takes any language, the empty one too, for a text in one.
            String language = object.getLiteralLanguage();
            dataset.addQuad(
                    subject,
                    predicate,
                    object.getLiteralLexicalForm(),
                    object.getLiteralDatatypeURI(),
                    language.isEmpty() ? null : language,
                    graph);
        }
    }

    /** The processor writes into what it is given. */
    private Map<String, Object> copyOfContext() {
        return new LinkedHashMap<>(context);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> readContext() {
        try (InputStream in = ProvBundleExport.class.getResourceAsStream("/ontology/context.jsonld")) {
            if (in == null) {
                throw new IllegalStateException("no /ontology/context.jsonld on the class path");
            }
            return JSON.readValue(in, Map.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String print(Map<String, Object> document) {
        try {
            return PRETTY.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("maps and strings cannot be written as JSON", fault);
        }
    }
}
