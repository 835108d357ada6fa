package dev.whence.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/**
 * The record of one dataset: what it says of that dataset, and what it is known by.
 *
 * @param graph the description, without what it says of others
 * @param dataset the node that it is about
 */
public record DatasetRecord(Graph graph, Node dataset, DatasetFacts facts) {
    /** What a browser would run, were it the address of a link. */
    private static final Pattern RUN =
            Pattern.compile("(?i)[\\s\\x00-\\x20]*(?:javascript|vbscript|data):.*", Pattern.DOTALL);

    /** Whether it refers to anything by an address that does harm to whoever follows it. */
    public boolean leadsAstray() {
        return graph.find()
                .mapWith(Triple::getObject)
                .filterKeep(object -> object.isURI()
                                && RUN.matcher(object.getURI()).matches()
                        || object.isLiteral()
                                && object.getLiteralLexicalForm().indexOf(' ') < 0
                                && RUN.matcher(object.getLiteralLexicalForm()).matches())
                .hasNext();
    }

    /**
     * Whether the description has an end and a size that is kept: whoever carries it on follows it as far as it leads.
     *
     * @throws UnreadableException by the rules {@code rdf:size} and {@code rdf:cycle}
     */
    public void requireBounded() throws UnreadableException {
        JsonLdTree.of(graph, dataset);
    }

    /**
     * Reads a record. The JSON of DCAT-US does not say that it is a dataset.
     *
     * @throws UnreadableException as {@link RdfDocument#read}, and by {@code dcat:no-dataset} and
     *     {@code dcat:several-datasets}
     */
    public static DatasetRecord of(WrittenRecord written) throws UnreadableException {
        Optional<JsonNode> json = written.json();
        return json.isPresent() ? of(json.get(), written.address()) : of(written.statements(), Optional.empty());
    }

    private static DatasetRecord of(JsonNode document, Optional<String> address) throws UnreadableException {
        JsonNode typed = document;
        if (document instanceof ObjectNode object && !object.has("@type") && RecordForms.isDataset(object)) {
            typed = object.deepCopy().put("@type", "http://www.w3.org/ns/dcat#Dataset");
        }
        return of(
                RdfDocument.read(typed.toString(), RdfSyntax.JSON_LD, address),
                Optional.ofNullable(document.path("@id").textValue()));
    }

    private static DatasetRecord of(Graph graph, Optional<String> own) throws UnreadableException {
        CatalogGraph catalog = new CatalogGraph(graph);
        if (catalog.datasets().isEmpty()) {
            throw new UnreadableException(
                    "dcat:no-dataset",
                    "The document describes no dcat:Dataset; give one, with its title and identifier.");
        }
        Node dataset = catalog.single()
                .or(() -> own.map(NodeFactory::createURI).filter(catalog.datasets()::contains))
                .orElseThrow(() -> new UnreadableException(
                        "dcat:several-datasets",
                        "The document describes several datasets; send it to /catalog/records, which takes it apart."));
        Graph description = catalog.description(dataset);
        return new DatasetRecord(description, dataset, DatasetFacts.of(description, dataset));
    }
}
