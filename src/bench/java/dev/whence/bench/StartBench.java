package dev.whence.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * How long people wait: wall time until {@code serve} is ready and until {@code lineage} has answered, on a folder that is
 * there already; medians of three, and the CPU time that went into them, which a busy machine changes less. The peer is a JVM that does nothing but open the same TDB2 files. Options:
 * {@code --receipts} (10000), {@code --seed} (1).
 */
final class StartBench {
    private static final int ROUNDS = 3;

    private final Arguments arguments;
    private final Path data;
    private double serveCpu;

    private StartBench(Arguments arguments) {
        this.arguments = arguments;
        this.data = arguments.work().resolve("data");
    }

    public static void main(String[] args) throws Exception {
        new StartBench(Arguments.parse(args)).run();
    }

    private void run() throws Exception {
        int receipts = arguments.number("receipts", 10_000);
        Result result = new Result("start", arguments);
        DataFolders.fill(arguments, data, receipts);
        double serve = median(this::serve);
        String run = lastRun(receipts);
        double cpu = ProcessCpu.endedChildrenSeconds();
        double lineage = median(() -> WhenceProcess.run(arguments, "lineage", run, "--data", data.toString()));
        result.put("lineage_s", lineage).put("lineage_cpu_s", (ProcessCpu.endedChildrenSeconds() - cpu) / ROUNDS);
        result.put("serve_cpu_s", serveCpu / ROUNDS);
        double peer = median(this::openOnly);
        result.figure(serve, "s to ready", "a JVM that opens the same TDB2 files with Jena", peer);
        result.put("receipts", receipts).print();
    }

    private double serve() throws IOException {
        try (WhenceProcess server = WhenceProcess.serve(arguments, data)) {
            serveCpu += server.cpuSeconds();
            return server.secondsToReady();
        }
    }

    private String lastRun(int receipts) {
        LayeredGraph graph = Receipts.graph(receipts, arguments.seed());
        String id = "";
        for (int i = 0; i < receipts; i++) {
            id = graph.next().id();
        }
        return id;
    }

    private double openOnly() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String database = data.resolve("graph").resolve("tdb2").toRealPath().toString();
        int status = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenOnly.class.getName(),
                        database)
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("the peer ended with " + status);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(Callable<Double> timed) throws Exception {
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            seconds[i] = timed.call();
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }
}
