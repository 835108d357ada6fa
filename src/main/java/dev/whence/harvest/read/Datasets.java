package dev.whence.harvest.read;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/** Finds the datasets in a document, and makes of each a document of its own. */
public interface Datasets {
    /**
     * A dataset.
     *
     * @param node that stands for it in the document
     * @param found without a time
     */
    record Dataset(Node node, Found found) {}

    /**
     * Takes a graph apart.
     *
     * @param document that the graph stood in
     * @param troubles gets what was left out, and why
     */
    List<Dataset> in(Graph graph, Document document, List<String> troubles);
}
