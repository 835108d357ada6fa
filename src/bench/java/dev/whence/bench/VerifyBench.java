package dev.whence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./whence verify} on a whole log. The figure is that of the ledger with receipt ids, by the command's own clock;
 * beside it the log alone, the graph's comparison, a sample, and what the whole command takes with its start. The peer
 * hashes the ledger's files once, which is what any verification does at least. Options: {@code --receipts} (100000),
 * {@code --seed} (1).
 */
final class VerifyBench {
    private VerifyBench() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        int receipts = arguments.number("receipts", 100_000);
        Result result = new Result("verify", arguments);
        Path data = arguments.work().resolve("data");
        double ingest = DataFolders.fill(arguments, data, receipts);
        JsonNode log = verify(arguments, result, "log", data, "--level", "log");
        JsonNode ids = verify(arguments, result, "receipts", data, "--level", "receipts");
        JsonNode all = verify(arguments, result, "whole", data, "--level", "graph");
        JsonNode sample = verify(arguments, result, "sample", data, "--sample", "1000", "--seed", "1");
        double peer = hashAll(data.resolve("ledger"));
        result.figure(
                perSecond(ids.path("ledger")), "entries/s", "SHA-256 once over the ledger's files", receipts / peer);
        put(result, "log", log.path("ledger"));
        put(result, "receipts", ids.path("ledger"));
        put(result, "graph", all.path("graph"));
        result.put("sample_s", sample.path("ledger").path("seconds").asDouble());
        result.put("checkpoints", all.path("checkpoints").asLong());
        result.put("receipts", receipts).put("ingest_command_per_s", receipts / ingest);
        result.put("ledger_bytes", Disk.bytes(data.resolve("ledger"))).print();
    }

    /** Runs one verification; how long the command takes with its start and end is put down. */
    private static JsonNode verify(Arguments arguments, Result result, String name, Path data, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("verify", "--json", "--data", data.toString()));
        words.addAll(List.of(options));
        long start = System.nanoTime();
        JsonNode answer = WhenceProcess.answer(arguments, words.toArray(String[]::new));
        result.put(name + "_command_s", (System.nanoTime() - start) / 1e9);
        return answer;
    }

    private static void put(Result result, String name, JsonNode effort) {
        long entries = effort.path("entries").asLong();
        result.put(name + "_entries_per_s", perSecond(effort));
        result.put(name + "_cpu_us_per_entry", effort.path("cpu_seconds").asDouble() * 1e6 / entries);
    }

    private static double perSecond(JsonNode effort) {
        return effort.path("entries").asLong() / effort.path("seconds").asDouble();
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
