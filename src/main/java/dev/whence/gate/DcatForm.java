package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.dcat.DatasetRecord;
import dev.whence.dcat.RdfSyntax;
import dev.whence.dcat.UnreadableException;
import dev.whence.receipt.PolicyLabel;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;

/**
 * A dataset's description as triples that can be changed, whatever syntax it came in, and as a record again. For one thread.
 */
final class DcatForm {
    private static final String LABEL = "policy_label";

    private final Graph graph;

    private DcatForm(Graph graph) {
        this.graph = graph;
    }

    /**
     * Reads a record.
     *
     * @param document JSON-LD or the JSON of DCAT-US, or an envelope around one or around a body in another syntax
     * @throws UnreadableException where the record cannot be read, though it was when it came in
     */
    static DcatForm of(ObjectNode document) throws UnreadableException {
        Optional<String> address =
                Optional.ofNullable(document.path("source").path("url").textValue());
        if (!document.path("body").isTextual()) {
            JsonNode inner = document.has("record") ? document.path("document") : document;
            return new DcatForm(DatasetRecord.of(inner, address).graph());
        }
        String body = document.path("body").textValue();
        RdfSyntax syntax =
                RdfSyntax.ofMediaType(document.path("media_type").asText()).orElse(RdfSyntax.JSON_LD);
        DatasetRecord read = syntax == RdfSyntax.JSON_LD
                ? DatasetRecord.json(body, address)
                : DatasetRecord.of(body, syntax, address);
        return new DcatForm(read.graph());
    }

    /** Properties of what still seems to tell a place. */
    List<String> generalize(double metres, PlaceMembers members) {
        return new GraphGeneralization(metres, members).apply(graph);
    }

    /** @param field an IRI, or the name at the end of one */
    void remove(String field) {
        graph.find()
                .filterKeep(triple -> isCalled(triple.getPredicate().getURI(), field))
                .toList()
                .forEach(graph::delete);
    }

    private static boolean isCalled(String iri, String field) {
        String name = field.substring(field.indexOf(':') + 1);
        return iri.equals(field) || iri.endsWith("#" + name) || iri.endsWith("/" + name);
    }

    /** Says the label that it is published under, wherever it said the one that it was made from. */
    void relabel(PolicyLabel label) {
        for (Triple triple : graph.find()
                .filterKeep(one -> isCalled(one.getPredicate().getURI(), LABEL))
                .toList()) {
            graph.delete(triple);
            graph.add(Triple.create(
                    triple.getSubject(), triple.getPredicate(), NodeFactory.createLiteralString(label.text())));
        }
    }

    /**
     * The record, in an envelope.
     *
     * @param document as it was handed in, which says where it was harvested
     */
    ObjectNode record(ObjectNode document) {
        StringWriter text = new StringWriter();
        RDFDataMgr.write(text, graph, Lang.NTRIPLES);
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("record", "dcat-dataset").put("media_type", RdfSyntax.N_TRIPLES.mediaType());
        envelope.put("body", text.toString());
        if (document.has("source")) {
            envelope.set("source", document.get("source"));
        }
        return envelope;
    }
}
