package dev.whence.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.jena.atlas.io.IndentedLineBuffer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.out.NodeFormatter;
import org.apache.jena.riot.out.NodeFormatterNT;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/** Writes a dataset as N-Quads in an order that depends on its quads alone. */
final class NQuadsDump {
    private final OutputStream out;
    private final NodeFormatter nodes = new NodeFormatterNT();

    NQuadsDump(OutputStream out) {
        this.out = out;
    }

    void write(DatasetGraph dataset) throws IOException {
        for (String graph : graphs(dataset)) {
            for (byte[] line : lines(dataset, NodeFactory.createURI(graph))) {
                out.write(line);
            }
        }
    }

    private static List<String> graphs(DatasetGraph dataset) {
        List<String> names = new ArrayList<>();
        dataset.listGraphNodes().forEachRemaining(node -> names.add(node.getURI()));
        names.sort(null);
        return names;
    }

    private List<byte[]> lines(DatasetGraph dataset, Node graph) {
        List<byte[]> lines = new ArrayList<>();
        for (Iterator<Quad> quads = dataset.findNG(graph, Node.ANY, Node.ANY, Node.ANY); quads.hasNext(); ) {
            lines.add(line(quads.next()));
        }
        lines.sort(Arrays::compareUnsigned);
        return lines;
    }

    private byte[] line(Quad quad) {
        IndentedLineBuffer text = new IndentedLineBuffer();
        for (Node node : List.of(quad.getSubject(), quad.getPredicate(), quad.getObject(), quad.getGraph())) {
            nodes.format(text, node);
            text.print(" ");
        }
        return (text.asString() + ".\n").getBytes(StandardCharsets.UTF_8);
    }
}
