package dev.whence.dcat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.web.LangTag;
import org.apache.jena.vocabulary.RDF;

/**
 * A JSON-LD document as triples. The document is expanded by the JSON-LD processor and walked here: the processor passes over
 * what is no IRI without a word, and we refuse it. Graphs in a document (@graph) are read as one. One document, one thread.
 */
final class JsonLdGraph {
    private final Graph graph;
    private final String base;
    private final Map<String, Node> blanks = new HashMap<>();
    private int triples;

    JsonLdGraph(Graph graph, String base) {
        this.graph = graph;
        this.base = base;
    }

    void read(String text) throws UnreadableException {
        JsonArray expanded;
        try {
            JsonDocument document = JsonDocument.of(new StringReader(text));
            JsonLdOptions options = new JsonLdOptions(PinnedContexts::load);
            options.setBase(URI.create(base));
            if (!hasContext(document)) {
                options.setExpandContext(PinnedContexts.dcatUs());
            }
            expanded = JsonLd.expand(document).options(options).get();
        } catch (JsonLdError bad) {
            throw refused(bad);
        } catch (IllegalArgumentException bad) {
            throw new UnreadableException("rdf:iri", "Something that has to be an IRI is none.");
        }
        for (JsonValue node : expanded) {
            node(object(node));
        }
    }

    /** Where the processor has left something else, as it does below {@code @graph}, nothing can be read of it. */
    private static JsonObject object(JsonValue value) throws UnreadableException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new UnreadableException("rdf:syntax", "A node of JSON-LD that has to be an object is none.");
    }

    private static boolean hasContext(JsonDocument document) {
        return document.getJsonContent()
                .map(content -> content.getValueType() == JsonValue.ValueType.OBJECT
                        ? content.asJsonObject().containsKey("@context")
                        : content.toString().contains("\"@context\""))
                .orElse(false);
    }

    private static UnreadableException refused(JsonLdError bad) {
        boolean context = bad.getCode() == JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED
                || bad.getCode() == JsonLdErrorCode.LOADING_DOCUMENT_FAILED
                || bad.getCode() == JsonLdErrorCode.INVALID_REMOTE_CONTEXT;
        return context
                ? new UnreadableException(
                        "rdf:context",
                        "The document names a context that does not lie here, and nothing is fetched; write the context into"
                                + " the document. Known: " + String.join(", ", PinnedContexts.known()) + ".")
                : new UnreadableException(
                        "rdf:syntax",
                        "The document is not JSON-LD: "
                                + bad.getCode().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
    }

    private Node node(JsonObject object) throws UnreadableException {
        Node subject = object.containsKey("@id") ? named(text(object, "@id")) : NodeFactory.createBlankNode();
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            switch (member.getKey()) {
                case "@id", "@index" -> {}
                case "@type" -> types(subject, member.getValue());
                case "@graph", "@included" -> {
                    for (JsonValue inner : list(member.getValue())) {
                        node(object(inner));
                    }
                }
                case "@reverse" -> reverse(subject, object(member.getValue()));
                default -> property(subject, member.getKey(), member.getValue());
            }
        }
        return subject;
    }

    private void types(Node subject, JsonValue types) throws UnreadableException {
        for (JsonValue type : list(types)) {
            add(subject, RDF.Nodes.type, named(text(type)));
        }
    }

    private void reverse(Node object, JsonObject properties) throws UnreadableException {
        for (Map.Entry<String, JsonValue> property : properties.entrySet()) {
            for (JsonValue subject : list(property.getValue())) {
                add(node(object(subject)), named(property.getKey()), object);
            }
        }
    }

    private void property(Node subject, String name, JsonValue values) throws UnreadableException {
        if (name.startsWith("_:")) {
            return;
        }
        Node property = named(name);
        for (JsonValue value : list(values)) {
            add(subject, property, term(object(value)));
        }
    }

    private Node term(JsonObject value) throws UnreadableException {
        if (value.containsKey("@value")) {
            return literal(value);
        }
        return value.containsKey("@list") ? rdfList(list(value.get("@list"))) : node(value);
    }

    private Node rdfList(List<? extends JsonValue> items) throws UnreadableException {
        Node rest = RDF.Nodes.nil;
        for (int i = items.size() - 1; i >= 0; i--) {
            Node cell = NodeFactory.createBlankNode();
            add(cell, RDF.Nodes.first, term(object(items.get(i))));
            add(cell, RDF.Nodes.rest, rest);
            rest = cell;
        }
        return rest;
    }

    private Node literal(JsonObject object) throws UnreadableException {
        JsonValue value = object.getOrDefault("@value", JsonValue.NULL);
        String type = object.containsKey("@type") ? text(object, "@type") : "";
        if (object.containsKey("@language")) {
            String tag = text(object, "@language");
            if (!LangTag.check(tag)) {
                throw new UnreadableException("rdf:language", "A language tag is none of BCP 47.");
            }
            return NodeFactory.createLiteralLang(text(object, "@value"), tag);
        }
        if (type.equals("@json")) {
            return NodeFactory.createLiteralDT(
                    value.toString(), TypeMapper.getInstance().getSafeTypeByName(RDF.getURI() + "JSON"));
        }
        return switch (value.getValueType()) {
            case TRUE, FALSE -> typed(value.toString(), type, XSDDatatype.XSDboolean);
            case NUMBER ->
                typed(
                        value.toString(),
                        type,
                        ((JsonNumber) value).isIntegral() ? XSDDatatype.XSDinteger : XSDDatatype.XSDdecimal);
            case STRING -> typed(((JsonString) value).getString(), type, XSDDatatype.XSDstring);
            default -> throw new UnreadableException("rdf:syntax", "A value is neither text, number nor boolean.");
        };
    }

    private static Node typed(String text, String type, XSDDatatype usual) throws UnreadableException {
        if (type.isEmpty()) {
            return NodeFactory.createLiteralDT(text, usual);
        }
        if (!RdfDocument.isIri(type)) {
            throw notAnIri();
        }
        return NodeFactory.createLiteralDT(text, TypeMapper.getInstance().getSafeTypeByName(type));
    }

    private Node named(String name) throws UnreadableException {
        if (name.startsWith("_:")) {
            return blanks.computeIfAbsent(name, label -> NodeFactory.createBlankNode());
        }
        if (!RdfDocument.isIri(name)) {
            throw notAnIri();
        }
        return NodeFactory.createURI(name);
    }

    private static UnreadableException notAnIri() {
        return new UnreadableException(
                "rdf:iri", "Something that has to be an IRI is none: look for spaces, brackets and placeholders.");
    }

    private void add(Node subject, Node property, Node object) throws UnreadableException {
        if (++triples > RdfDocument.MOST_TRIPLES) {
            throw RdfDocument.tooMany();
        }
        graph.add(Triple.create(subject, property, object));
    }

    private static List<? extends JsonValue> list(JsonValue value) {
        return value instanceof JsonArray array ? array : List.of(value);
    }

    private static String text(JsonObject object, String name) throws UnreadableException {
        return text(object.getOrDefault(name, JsonValue.NULL));
    }

    private static String text(JsonValue value) throws UnreadableException {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new UnreadableException("rdf:syntax", "A member of JSON-LD that has to be a text is none.");
    }
}
