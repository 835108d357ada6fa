package dev.whence.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Bytes a receipt on the disk: after load at full speed, after one receipt a second for an hour (a graph transaction each
 * two seconds and a checkpoint each second, as a quiet server does it), and after compaction. In process, with a clock that
 * is made up. Options: {@code --receipts} at full speed (20000), {@code --seconds} of the quiet hour (3600), {@code --seed}.
 */
final class DiskBench {
    private static final int BATCH_UNDER_LOAD = 200;
    private static final int QUIET_BATCH = 2;
    private static final int PEER_RECEIPTS = 500;

    private final Arguments arguments;
    private final Result result;

    private DiskBench(Arguments arguments) {
        this.arguments = arguments;
        this.result = new Result("disk", arguments);
    }

    public static void main(String[] args) throws Exception {
        new DiskBench(Arguments.parse(args)).run();
    }

    private void run() throws Exception {
        List<byte[]> load = Receipts.bodies(arguments.number("receipts", 20_000), arguments.seed());
        try (DiskHouse house = new DiskHouse(path("full-speed"))) {
            for (int from = 0; from < load.size(); from += BATCH_UNDER_LOAD) {
                house.append(
                        load.subList(from, Math.min(load.size(), from + BATCH_UNDER_LOAD)), Duration.ofMillis(300));
                house.project();
            }
            report(house, "full_speed", load.size());
        }
        List<byte[]> hour = Receipts.bodies(arguments.number("seconds", 3_600), arguments.seed());
        double perReceipt = quietHour(hour);
        List<byte[]> some = hour.subList(0, Math.min(hour.size(), PEER_RECEIPTS));
        double peer = new NaiveStore().write(path("naive"), some).bytesPerReceipt();
        result.figure(perReceipt, "graph bytes a receipt after a quiet hour", NaiveStore.WHAT, peer);
        result.put("receipts", load.size()).put("seconds", hour.size()).print();
    }

    private double quietHour(List<byte[]> hour) throws Exception {
        try (DiskHouse house = new DiskHouse(path("quiet-hour"))) {
            for (int second = 0; second < hour.size(); second++) {
                house.append(List.of(hour.get(second)), Duration.ofSeconds(1));
                if (second % QUIET_BATCH == QUIET_BATCH - 1) {
                    house.project();
                }
            }
            result.put("graph_bytes_quiet_hour_peak", house.peakGraphBytes());
            double perReceipt = (double) house.graphBytes() / hour.size();
            result.put("checkpoint_bytes_per_receipt_quiet_hour", (double) house.checkpointBytes() / hour.size());
            report(house, "quiet_hour", hour.size());
            return perReceipt;
        }
    }

    private void report(DiskHouse house, String when, double receipts) throws IOException {
        result.put("ledger_bytes_per_receipt_" + when, house.ledgerBytes() / receipts);
        result.put("graph_bytes_per_receipt_" + when, house.graphBytes() / receipts);
        house.compact();
        result.put("graph_bytes_per_receipt_" + when + "_compacted", house.graphBytes() / receipts);
    }

    private Path path(String name) {
        return arguments.work().resolve(name);
    }
}
