package dev.whence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * {@code ./whence verify} on a whole log, the start of the program included. The peer hashes the ledger's files once, which
 * is what any verification does at least. Options: {@code --receipts} (100000), {@code --seed} (1).
 */
final class VerifyBench {
    private VerifyBench() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        int receipts = arguments.number("receipts", 100_000);
        Result result = new Result("verify", arguments);
        Path data = arguments.work().resolve("data");
        double ingest = DataFolders.fill(arguments, data, receipts);
        double verify = WhenceProcess.run(arguments, "verify", "--data", data.toString());
        double peer = hashAll(data.resolve("ledger"));
        result.figure(receipts / verify, "entries/s", "SHA-256 once over the ledger's files", receipts / peer);
        result.put("receipts", receipts).put("verify_s", verify).put("ingest_command_per_s", receipts / ingest);
        result.put("ledger_bytes", Disk.bytes(data.resolve("ledger"))).print();
    }

    private static double hashAll(Path folder) throws IOException, NoSuchAlgorithmException {
        long start = System.nanoTime();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path file : files(folder)) {
            digest.digest(Files.readAllBytes(file));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
