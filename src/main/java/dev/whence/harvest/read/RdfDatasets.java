package dev.whence.harvest.read;

import java.util.List;
import org.apache.jena.graph.Graph;

/** Takes documents of RDF apart. */
public final class RdfDatasets implements Datasets {
    @Override
    public List<Dataset> in(Graph graph, Document document, List<String> troubles) {
        troubles.add("datasets in RDF are not read yet");
        return List.of();
    }
}
