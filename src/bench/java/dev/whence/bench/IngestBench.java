package dev.whence.bench;

import dev.whence.bench.LoadDriver.Load;
import dev.whence.bench.NaiveStore.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Durable ingest over HTTP, everything on: single receipts from many clients. Options: {@code --receipts} (100000),
 * {@code --warm-up} (20000) more that come first and are counted apart, {@code --clients} (16), {@code --rate} (0: as fast
 * as it goes), {@code --seed} (1).
 */
final class IngestBench {
    private static final int PEER_RECEIPTS = 500;

    private final Arguments arguments;
    private final int warmUp;
    private final int count;
    private final Result result;

    private IngestBench(Arguments arguments) {
        this.arguments = arguments;
        this.warmUp = arguments.number("warm-up", 20_000);
        this.count = arguments.number("receipts", 100_000);
        this.result = new Result("ingest", arguments);
    }

    public static void main(String[] args) throws Exception {
        new IngestBench(Arguments.parse(args)).run();
    }

    private void run() throws Exception {
        List<byte[]> bodies = Receipts.bodies(warmUp + count, arguments.seed());
        Path data = arguments.work().resolve("data");
        Load load;
        try (WhenceProcess server = WhenceProcess.serve(arguments, data)) {
            warmUp(server, bodies.subList(0, warmUp));
            load = load(server, bodies.subList(warmUp, bodies.size()));
        }
        Written peer = new NaiveStore()
                .write(arguments.work().resolve("naive"), bodies.subList(0, Math.min(count, PEER_RECEIPTS)));
        result.figure(count / load.seconds(), "receipts/s", NaiveStore.WHAT, peer.receiptsPerSecond());
        disk("after_load", data);
        WhenceProcess.run(arguments, "compact", "--data", data.toString());
        disk("after_compact", data);
        result.put("receipts", count).put("receipt_bytes", Receipts.meanBytes(bodies));
        result.put("quads_per_receipt", peer.quadsPerReceipt()).print();
    }

    /** A JVM compiles for its first seconds under load; a sustained rate is what comes after, at the same load. */
    private void warmUp(WhenceProcess server, List<byte[]> bodies) throws Exception {
        if (bodies.isEmpty()) {
            return;
        }
        LagWatch watch = LagWatch.start(server.api());
        Load load =
                new LoadDriver(server.api(), bodies, arguments.number("rate", 0)).run(arguments.number("clients", 16));
        watch.close();
        result.put("warm_up_receipts", bodies.size())
                .put("warm_up_ack_p99_ms", load.acknowledged().millis(0.99))
                .put("warm_up_graph_lag_max_s", watch.lag().millis(1) / 1e3);
    }

    private Load load(WhenceProcess server, List<byte[]> bodies) throws Exception {
        int clients = arguments.number("clients", 16);
        LagWatch watch = LagWatch.start(server.api());
        double own = ProcessCpu.ownSeconds();
        server.startCounting();
        Load load = new LoadDriver(server.api(), bodies, arguments.number("rate", 0)).run(clients);
        result.put("driver_cpu_us_per_receipt", (ProcessCpu.ownSeconds() - own) * 1e6 / count);
        server.awaitGraph();
        watch.close();
        result.put("clients", clients).put("turned_away", load.turnedAway());
        result.put("slowest_tenth_per_s", load.slowestTenth()).put("last_tenth_per_s", load.lastTenth());
        result.put("ack_p50_ms", load.acknowledged().median());
        result.put("ack_p95_ms", load.acknowledged().millis(0.95));
        result.put("ack_p99_ms", load.acknowledged().millis(0.99));
        result.put("graph_lag_max_s", watch.lag().millis(1) / 1e3)
                .put("graph_lag_p95_s", watch.lag().millis(0.95) / 1e3);
        result.put("server_cpu_us_per_receipt", server.cpuSeconds() * 1e6 / count);
        result.put("station_cpu_us_per_receipt", perReceipt(server.cpuByStation()));
        result.put("thread_cpu_us_per_receipt", perReceipt(server.cpuByThread()));
        return load;
    }

    /** Microseconds a receipt; what is below one is left out. */
    private Map<String, Double> perReceipt(Map<String, Double> seconds) {
        Map<String, Double> micros = new TreeMap<>();
        seconds.forEach((name, value) -> micros.put(name, value * 1e6 / count));
        micros.values().removeIf(value -> value < 1);
        return micros;
    }

    private void disk(String when, Path data) throws Exception {
        result.put("ledger_bytes_per_receipt_" + when, (double) Disk.bytes(data.resolve("ledger")) / (warmUp + count));
        result.put("graph_bytes_per_receipt_" + when, (double) Disk.bytes(data.resolve("graph")) / (warmUp + count));
    }
}
