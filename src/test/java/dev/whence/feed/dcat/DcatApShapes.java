package dev.whence.feed.dcat;

import dev.whence.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;

/**
 * The official shapes of DCAT-AP 3.0.1. Jena refuses them as they are, for two property shapes that have no path
 * (SEMICeu/DCAT-AP#448); without the triples that point to those it reads them.
 */
public final class DcatApShapes {
    private static final String SH = "http://www.w3.org/ns/shacl#";

    private final Shapes shapes;

    private DcatApShapes(Shapes shapes) {
        this.shapes = shapes;
    }

    /** Skips the test where the shapes are not at hand. */
    public static DcatApShapes read() {
        Path file = SharedData.at("catalog/dcat-ap-3.0.1/shacl/dcat-ap-SHACL.ttl");
        Graph graph = RDFDataMgr.loadGraph(file.toUri().toString());
        Node property = NodeFactory.createURI(SH + "property");
        Node path = NodeFactory.createURI(SH + "path");
        List<Triple> dangling = graph.find(Node.ANY, property, Node.ANY)
                .filterDrop(triple -> graph.contains(triple.getObject(), path, Node.ANY))
                .toList();
        dangling.forEach(graph::delete);
        return new DcatApShapes(Shapes.parse(graph));
    }

    /** What is wrong, in words; empty where nothing is. */
    public List<String> findings(Graph page) {
        ValidationReport report = ShaclValidator.get().validate(shapes, page);
        return report.getEntries().stream()
                .map(entry ->
                        entry.focusNode() + " " + entry.resultPath() + " " + entry.value() + ": " + entry.message())
                .toList();
    }
}
