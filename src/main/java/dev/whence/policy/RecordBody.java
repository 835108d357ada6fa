package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.dcat.RdfDocument;
import dev.whence.dcat.RdfSyntax;
import dev.whence.dcat.UnreadableException;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * The body of a catalog record in a syntax of RDF, as policy has to see it: prefixes, bases and escapes hide an address from
 * whoever looks at the text.
 */
record RecordBody(List<Reference> references) {
    static final String POINTER = "/body";

    /**
     * What a statement leads to.
     *
     * @param name the IRI of its predicate
     * @param target an IRI, or a text that stands where one should
     */
    record Reference(String name, String target) {}

    /** Of any tree; empty where it has no body, or one that cannot be read, which is refused elsewhere. */
    static Optional<RecordBody> of(JsonNode tree) {
        JsonNode body = tree.path("body");
        Optional<RdfSyntax> syntax =
                RdfSyntax.ofMediaType(tree.path("media_type").asText());
        if (!body.isTextual() || syntax.isEmpty()) {
            return Optional.empty();
        }
        try {
            Graph graph = RdfDocument.read(body.textValue(), syntax.get(), Optional.empty());
            return Optional.of(
                    new RecordBody(graph.find().mapWith(RecordBody::reference).toList()));
        } catch (UnreadableException unreadable) {
            return Optional.empty();
        }
    }

    private static Reference reference(Triple triple) {
        Node object = triple.getObject();
        String target = object.isURI() ? object.getURI() : object.isLiteral() ? object.getLiteralLexicalForm() : "";
        return new Reference(triple.getPredicate().getURI(), target);
    }
}
