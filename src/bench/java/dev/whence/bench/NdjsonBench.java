package dev.whence.bench;

import dev.whence.bench.HttpConnection.Answer;
import java.io.IOException;
import java.util.List;

/**
 * Ingest of many receipts in one body. Options: {@code --receipts} (50000), {@code --body} receipts in one body (10000),
 * {@code --seed} (1).
 */
final class NdjsonBench {
    private static final int PEER_RECEIPTS = 500;

    private NdjsonBench() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        int count = arguments.number("receipts", 50_000);
        int size = arguments.number("body", 10_000);
        Result result = new Result("ndjson", arguments);
        List<byte[]> receipts = Receipts.bodies(count, arguments.seed());
        try (WhenceProcess server =
                WhenceProcess.serve(arguments, arguments.work().resolve("data"))) {
            long start = System.nanoTime();
            double slowest = Double.MAX_VALUE;
            for (int from = 0; from < count; from += size) {
                slowest = Math.min(slowest, post(server, receipts.subList(from, Math.min(count, from + size))));
            }
            double rate = count / ((System.nanoTime() - start) / 1e9);
            long acknowledged = System.nanoTime();
            server.awaitGraph();
            result.put("graph_behind_at_end_s", (System.nanoTime() - acknowledged) / 1e9);
            result.put("slowest_body_per_s", slowest).put("receipts", count).put("body", size);
            result.put("server_cpu_us_per_receipt", server.cpuSeconds() * 1e6 / count);
            result.figure(rate, "receipts/s", NaiveStore.WHAT, peer(arguments, receipts));
        }
        result.print();
    }

    /** Receipts a second of one body, from its first byte to the last result line. */
    private static double post(WhenceProcess server, List<byte[]> receipts) throws IOException {
        byte[] body = Receipts.ndjson(receipts);
        long start = System.nanoTime();
        try (HttpConnection connection = new HttpConnection(server.api())) {
            Answer answer = connection.post("/receipts", "application/x-ndjson", body);
            long taken = answer.text()
                    .lines()
                    .filter(line -> line.contains("\"status\":201"))
                    .count();
            if (taken != receipts.size()) {
                throw new IOException("of " + receipts.size() + " receipts " + taken + " were taken, status "
                        + answer.status() + ", first line "
                        + answer.text().lines().findFirst().orElse(""));
            }
        }
        return receipts.size() / ((System.nanoTime() - start) / 1e9);
    }

    private static double peer(Arguments arguments, List<byte[]> receipts) throws Exception {
        List<byte[]> some = receipts.subList(0, Math.min(receipts.size(), PEER_RECEIPTS));
        return new NaiveStore().write(arguments.work().resolve("naive"), some).receiptsPerSecond();
    }
}
