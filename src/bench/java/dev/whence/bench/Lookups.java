package dev.whence.bench;

import dev.whence.bench.HttpConnection.Answer;
import dev.whence.receipt.Iris;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Point lookups over HTTP, one after the other: which run made this artifact, and who ran it? */
final class Lookups {
    private static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);
    private static final String QUERY = """
            PREFIX prov: <http://www.w3.org/ns/prov#>
            SELECT ?run ?agent { <%s> prov:wasGeneratedBy ?run . ?run prov:wasAssociatedWith ?agent }""";

    private final List<String> requests = new ArrayList<>();

    /**
     * What lookups cost.
     *
     * @param wall of each lookup, as the client sees it
     * @param cpuMillis of the server, for one lookup
     */
    record Cost(Times wall, double cpuMillis) {}

    /** Asks for things made by runs spread over the whole graph. */
    Lookups(LayeredGraph graph, int different) {
        int step = Math.max(1, graph.size() / different);
        for (int i = 0; i < graph.size(); i++) {
            LayeredGraph.Run run = graph.next();
            if (i % step == 0) {
                LayeredGraph.Made made = run.outputs().get(0);
                String iri = IRIS.artifact(Iris.DEFAULT_ORGANISATION, made.digest(), made.uri());
                requests.add("?query=" + URLEncoder.encode(QUERY.formatted(iri), StandardCharsets.UTF_8));
            }
        }
    }

    /** Warms up with half as many, then measures. */
    Cost measure(URI server, String path, int count, DoubleSupplier cpuSeconds) throws IOException {
        try (HttpConnection connection = new HttpConnection(server)) {
            for (int i = 0; i < count / 2; i++) {
                ask(connection, path, i);
            }
            double cpu = cpuSeconds.getAsDouble();
            long[] nanos = new long[count];
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                ask(connection, path, i);
                nanos[i] = System.nanoTime() - start;
            }
            return new Cost(new Times(nanos), (cpuSeconds.getAsDouble() - cpu) * 1e3 / count);
        }
    }

    private void ask(HttpConnection connection, String path, int number) throws IOException {
        String request = path + requests.get(number % requests.size());
        Answer answer = connection.get(request, "application/sparql-results+json");
        if (answer.status() != 200 || !answer.text().contains("/agent/")) {
            throw new IOException("a lookup was answered with " + answer.status() + ": " + answer.text());
        }
    }
}
