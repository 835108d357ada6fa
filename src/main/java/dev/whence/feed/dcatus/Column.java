package dev.whence.feed.dcatus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.feed.rdf.Prefixes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * How one member is made.
 *
 * @param constant what it always is
 * @param from properties; the first that has values that fit counts
 * @param as in which form
 * @param named properties of a thing that are taken in its place
 * @param table by which things become objects
 * @param fits what a text must look like
 * @param most characters of a text
 * @param orRecord a property of the catalog's record that is taken where there is nothing else
 * @param orItself whether the thing's own IRI is taken where there is nothing else
 * @param orCatalogContact whether the catalog's contact is taken where there is nothing else
 * @param inDocument whether only datasets of the same document are taken
 * @param required without which there is no object
 * @param requiredAmong the group of which one member must be there
 */
record Column(
        String member,
        Optional<String> constant,
        List<Node> from,
        Form as,
        List<Node> named,
        String table,
        Optional<Pattern> fits,
        int most,
        Optional<Node> orRecord,
        boolean orItself,
        boolean orCatalogContact,
        boolean inDocument,
        boolean required,
        Optional<String> requiredAmong) {

    /** The form of a member's value. */
    enum Form {
        /** A text. */
        TEXT,
        /** All texts. */
        TEXTS,
        /** An IRI. */
        IRI,
        /** A text or an IRI. */
        ANY,
        /** The IRI of the thing that the object stands for. */
        ITSELF,
        /** The name of a media type. */
        MEDIATYPE,
        /** Two texts with a slash between them. */
        INTERVAL,
        /** An object. */
        NODE,
        /** All objects. */
        NODES
    }

    static Column read(JsonNode json, Map<String, Pattern> patterns, Prefixes prefixes) {
        return new Column(
                json.path("member").asText(),
                text(json, "constant"),
                nodes(json.path("from"), prefixes),
                Form.valueOf(json.path("as").asText("text").toUpperCase(Locale.ROOT)),
                nodes(json.path("named"), prefixes),
                json.path("table").asText(""),
                text(json, "pattern").map(patterns::get),
                json.path("most").asInt(Integer.MAX_VALUE),
                text(json, "orRecord").map(name -> node(name, prefixes)),
                json.path("orItself").asBoolean(),
                json.path("orCatalogContact").asBoolean(),
                json.path("inDocument").asBoolean(),
                json.path("required").asBoolean(),
                text(json, "requiredAmong"));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name).asText("")).filter(text -> !text.isEmpty());
    }

    private static List<Node> nodes(JsonNode names, Prefixes prefixes) {
        return names.valueStream().map(name -> node(name.asText(), prefixes)).toList();
    }

    private static Node node(String name, Prefixes prefixes) {
        return NodeFactory.createURI(name.contains("//") ? name : prefixes.expand(name));
    }

    boolean takes(String text) {
        return !text.isBlank()
                && text.length() <= most
                && fits.map(pattern -> pattern.matcher(text).matches()).orElse(true);
    }
}
