package dev.whence.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Single receipts of kind A from {@link LayeredGraph}, made before the clock runs. */
final class Receipts {
    private static final int LAYERS = 10;
    private static final int RUNS_ON_A_HUB = 10_000;

    private Receipts() {}

    /** A graph of so many runs, none of which reads a hundred things: every receipt has about 1.4 kB. */
    static LayeredGraph graph(int count, long seed) {
        int hubs = 1 + count / RUNS_ON_A_HUB;
        return new LayeredGraph(seed, new LayeredGraph.Shape(count, LAYERS, hubs, 0));
    }

    static List<byte[]> bodies(int count, long seed) {
        LayeredGraph graph = graph(count, seed);
        List<byte[]> bodies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            bodies.add(LayeredGraph.json(graph.next()).getBytes(StandardCharsets.UTF_8));
        }
        return bodies;
    }

    static byte[] ndjson(List<byte[]> bodies) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] body : bodies) {
            lines.writeBytes(body);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    static double meanBytes(List<byte[]> bodies) {
        return bodies.stream().mapToInt(body -> body.length).average().orElse(0);
    }
}
