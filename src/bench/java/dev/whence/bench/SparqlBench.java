package dev.whence.bench;

import dev.whence.bench.Lookups.Cost;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.TDB2;

/**
 * A point lookup at {@code /sparql}: CPU of the server process, which is fair on a busy machine. The peer is Fuseki as it
 * comes, in this process, on the same TDB2 files. Options: {@code --receipts} in the graph (10000), {@code --lookups}
 * (3000), {@code --seed} (1).
 */
final class SparqlBench {
    private final Arguments arguments;
    private final Path data;
    private final int receipts;
    private final int lookups;

    private SparqlBench(Arguments arguments) {
        this.arguments = arguments;
        this.data = arguments.work().resolve("data");
        this.receipts = arguments.number("receipts", 10_000);
        this.lookups = arguments.number("lookups", 3_000);
    }

    public static void main(String[] args) throws Exception {
        new SparqlBench(Arguments.parse(args)).run();
    }

    private void run() throws Exception {
        Result result = new Result("sparql", arguments);
        DataFolders.fill(arguments, data, receipts);
        Lookups questions = new Lookups(Receipts.graph(receipts, arguments.seed()), lookups);
        Cost cost;
        try (WhenceProcess server = WhenceProcess.serve(arguments, data)) {
            server.awaitGraph();
            cost = questions.measure(server.api(), "/sparql", lookups, server::cpuSeconds);
        }
        Cost peer = stockFuseki(questions);
        result.figure(cost.cpuMillis(), "ms CPU a lookup", "Fuseki as it comes, same files", peer.cpuMillis());
        result.put("wall_p50_ms", cost.wall().median())
                .put("wall_p99_ms", cost.wall().millis(0.99));
        result.put("peer_wall_p50_ms", peer.wall().median())
                .put("peer_wall_p99_ms", peer.wall().millis(0.99));
        result.put("receipts", receipts).put("lookups", lookups).print();
    }

    private Cost stockFuseki(Lookups questions) throws IOException {
        Path database = data.resolve("graph").resolve("tdb2").toRealPath();
        DatasetGraph dataset = DatabaseMgr.connectDatasetGraph(database.toString());
        dataset.getContext().set(TDB2.symUnionDefaultGraph, true);
        FusekiServer fuseki = FusekiServer.create()
                .loopback(true)
                .port(0)
                .add("/stock", dataset, false)
                .build()
                .start();
        try {
            URI server = URI.create("http://127.0.0.1:" + fuseki.getPort());
            return questions.measure(server, "/stock/sparql", lookups, SparqlBench::cpuOfAllButThisThread);
        } finally {
            fuseki.stop();
        }
    }

    /** This thread is the client. */
    private static double cpuOfAllButThisThread() {
        long client = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        return ProcessCpu.ownSeconds() - client / 1e9;
    }
}
