package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.dcat.CatalogGraph;
import dev.whence.dcat.DatasetRecord;
import dev.whence.dcat.UnreadableException;
import dev.whence.dcat.WrittenRecord;
import dev.whence.receipt.PolicyLabel;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * A dataset's description as triples that can be changed, whatever syntax it came in, and as a record again. For one thread.
 */
final class DcatForm {
    private static final String LABEL = "policy_label";

    private final Optional<String> address;
    private final Graph original;
    private Optional<JsonNode> json;
    private DatasetRecord read;
    private Graph graph;
    private boolean less;

    private DcatForm(Optional<String> address, Optional<JsonNode> json, DatasetRecord read) {
        this.address = address;
        this.json = json;
        this.original = read.graph();
        this.read = read;
        this.graph = copy(original);
    }

    private static Graph copy(Graph graph) {
        Graph copy = GraphFactory.createGraphMem();
        GraphUtil.addInto(copy, graph);
        return copy;
    }

    /**
     * Reads a record.
     *
     * @param document JSON-LD or the JSON of DCAT-US, or an envelope around one or around a body in another syntax
     * @throws UnreadableException where the record cannot be read, though it was when it came in
     */
    static DcatForm of(ObjectNode document) throws UnreadableException {
        WrittenRecord written = WrittenRecord.of(document);
        return new DcatForm(written.address(), written.json(), DatasetRecord.of(written));
    }

    /** Properties of what still seems to tell a place. */
    List<String> generalize(double metres, PlaceMembers members) {
        GraphGeneralization generalization = new GraphGeneralization(metres, members);
        List<String> telling = generalization.apply(graph);
        less |= generalization.hides();
        return telling;
    }

    /**
     * Takes attributes out, by the names that they have in the record's JSON, which a context may give another meaning, and by
     * those that they have as properties.
     *
     * @param fields IRIs, or the names at the ends of such
     * @throws UnreadableException where what is left describes no dataset any more
     */
    void remove(List<String> fields) throws UnreadableException {
        if (json.isPresent()) {
            JsonNode left = json.get().deepCopy();
            fields.forEach(field -> AttributeRemoval.removeEverywhere(left, field));
            json = Optional.of(left);
            read = DatasetRecord.of(new WrittenRecord.Document(left, address));
            graph = copy(read.graph());
        }
        fields.forEach(this::remove);
        less |= isChanged();
    }

    private void remove(String field) {
        graph.find()
                .filterKeep(triple -> isCalled(triple.getPredicate().getURI(), field))
                .toList()
                .forEach(graph::delete);
    }

    private static boolean isCalled(String iri, String field) {
        String name = field.substring(field.indexOf(':') + 1);
        return iri.equals(field) || iri.endsWith("#" + name) || iri.endsWith("/" + name);
    }

    /** Whether what was read tells anything that was to be hidden. */
    boolean tellsLess() {
        return less;
    }

    /** Whether it tells anything else than what was read. */
    boolean isChanged() {
        return !graph.isIsomorphicWith(original);
    }

    /** Says the label that it is published under, wherever it said the one that it was made from. */
    private void relabel(PolicyLabel label) {
        for (Triple triple : graph.find()
                .filterKeep(one -> isCalled(one.getPredicate().getURI(), LABEL))
                .toList()) {
            graph.delete(triple);
            graph.add(Triple.create(
                    triple.getSubject(), triple.getPredicate(), NodeFactory.createLiteralString(label.text())));
        }
    }

    /**
     * The record, in an envelope. What the dataset leads to no more is gone with what led to it.
     *
     * @param document as it was handed in, which says where it was harvested
     * @param label that it is published under
     * @throws UnreadableException where the description grows beyond what is kept
     */
    ObjectNode record(ObjectNode document, PolicyLabel label) throws UnreadableException {
        relabel(label);
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("record", "dcat-dataset");
        envelope.set("document", new CatalogGraph(graph).document(read.dataset()));
        if (document.has("source")) {
            envelope.set("source", document.get("source"));
        }
        return envelope;
    }
}
