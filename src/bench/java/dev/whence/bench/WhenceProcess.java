package dev.whence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.bench.HttpConnection.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./whence serve} as people run it: a process of its own, on loopback and a free port. */
final class WhenceProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATION = Pattern.compile("whence_station_seconds_sum\\{station=\"(\\w+)\"\\} (\\S+)");

    private final Process process;
    /** Of one processor; what a server takes that nobody asks anything. */
    private static final double RESTING_CPU = 0.05;

    /** A graph is compacted when nothing much has come in for five. */
    private static final int QUIET_SECONDS = 12;

    private final URI api;
    private final double secondsToReady;
    /** What the start cost is not the load's. */
    private double cpuBefore;

    private WhenceProcess(Process process, URI api, double secondsToReady) {
        this.process = process;
        this.api = api;
        this.secondsToReady = secondsToReady;
    }

    static WhenceProcess serve(Arguments arguments, Path data) throws IOException {
        long start = System.nanoTime();
        Process process = whence(arguments, "serve", "--data", data.toString(), "--port", "0", "--json")
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        Files.writeString(
                arguments.work().resolve("pids"),
                process.pid() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.lines()
                .filter(text -> text.startsWith("{")) // a JVM that is told to record says so first
                .findFirst()
                .orElseThrow(() -> new IOException("the server ended before it was ready"));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new WhenceProcess(
                process, URI.create(JSON.readTree(line).path("api").asText()), seconds);
    }

    /** Runs a command to its end and returns the wall time in seconds. */
    static double run(Arguments arguments, String... words) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = whence(arguments, words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("./whence " + String.join(" ", words) + " ended with " + status);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Runs a command to its end and returns what it answers in JSON. */
    static JsonNode answer(Arguments arguments, String... words) throws IOException, InterruptedException {
        Process process = whence(arguments, words)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        JsonNode answer = JSON.readTree(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("./whence " + String.join(" ", words) + " ended with " + process.exitValue());
        }
        return answer;
    }

    private static ProcessBuilder whence(Arguments arguments, String... words) {
        List<String> command =
                new ArrayList<>(List.of(arguments.home().resolve("whence").toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    URI api() {
        return api;
    }

    double secondsToReady() {
        return secondsToReady;
    }

    /** From here on, {@link #cpuSeconds()} counts. */
    void startCounting() {
        cpuBefore = ProcessCpu.seconds(process.pid());
    }

    double cpuSeconds() {
        return ProcessCpu.seconds(process.pid()) - cpuBefore;
    }

    Map<String, Double> cpuByThread() {
        return ProcessCpu.byThread(process.pid());
    }

    /** CPU seconds by station, since the start. */
    Map<String, Double> cpuByStation() throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        try (HttpConnection connection = new HttpConnection(api)) {
            Matcher line = STATION.matcher(connection.get("/metrics", "*/*").text());
            while (line.find()) {
                seconds.put(line.group(1), Double.valueOf(line.group(2)));
            }
        }
        return seconds;
    }

    JsonNode health() throws IOException {
        try (HttpConnection connection = new HttpConnection(api)) {
            return health(connection);
        }
    }

    static JsonNode health(HttpConnection connection) throws IOException {
        Answer answer = connection.get("/health", "application/json");
        return JSON.readTree(answer.body());
    }

    /** Waits until the graph has all that the ledger has. */
    void awaitGraph() throws IOException, InterruptedException {
        for (JsonNode health = health(); lag(health) > 0; health = health()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Waits until the server does nothing of its own any more, such as writing its graph anew. */
    void awaitRest() throws InterruptedException {
        int quiet = 0;
        for (double before = cpuSeconds(); quiet < QUIET_SECONDS; ) {
            TimeUnit.SECONDS.sleep(1);
            double now = cpuSeconds();
            quiet = now - before < RESTING_CPU ? quiet + 1 : 0;
            before = now;
        }
    }

    private static long lag(JsonNode health) {
        return health.path("ledger").path("size").asLong()
                - health.path("graph").path("size").asLong();
    }

    /** A clean stop, as {@code kill} asks for it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
