package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives kill -9 at any moment, and what a crash leaves behind is whole. */
class CrashTest {
    private static final int KILLS = 20;
    private static final int SENDERS = 4;
    private static final Map<String, String> QUICK =
            Map.of("WHENCE_GRAPH_GATHER_UNDER_LOAD_MS", "50", "WHENCE_GRAPH_GATHER_MS", "100");

    @TempDir
    private Path folder;

    private final Map<String, byte[]> sent = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> sentLast = ConcurrentHashMap.newKeySet();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void survives_kill_9_at_random_moments() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrashTest seed " + seed);
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildWhence server = ChildWhence.serve(data, folder.resolve("server.log"), QUICK)) {
                requireWholeOrAbsent(server.web(), sentLast);
                sentLast.clear();
                loadAndKill(server, 1 + random.nextInt(100), random.nextInt(20));
            }
        }
        try (ChildWhence server = ChildWhence.serve(data, folder.resolve("server.log"), QUICK)) {
            requireWholeOrAbsent(server.web(), sent.keySet());
            assertThat(server.stop()).as("exit code after SIGTERM").isEqualTo(143);
        }
        requireRebuildable(data);
    }

    /** Kills the server when it has acknowledged so many more receipts, and a moment longer. */
    private void loadAndKill(ChildWhence server, int receipts, int millis) throws InterruptedException {
        AtomicLong left = new AtomicLong(receipts);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        for (int i = 0; i < SENDERS; i++) {
            boolean many = i == 0;
            senders.execute(() -> sendUntilItDies(server.web(), left, many));
        }
        senders.shutdown();
        while (left.get() > 0 && !senders.isTerminated()) {
            senders.awaitTermination(1, TimeUnit.MILLISECONDS);
        }
        senders.awaitTermination(millis, TimeUnit.MILLISECONDS);
        server.kill();
        assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private void sendUntilItDies(Web web, AtomicLong left, boolean many) {
        try {
            for (int i = 0; i < 100_000; i++) {
                left.addAndGet(-(many ? sendLines(web) : sendOne(web)));
            }
        } catch (UncheckedIOException itDied) {
            // What was not answered was not acknowledged.
        }
    }

    private int sendOne(Web web) {
        byte[] receipt = next();
        Web.Answer answer = web.post("/receipts", receipt, "application/json");
        if (answer.status() == 201) {
            acknowledged.add(TestReceipts.idOf(receipt));
        }
        return 1;
    }

    private int sendLines(Web web) {
        List<byte[]> receipts = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            receipts.add(next());
            body.append(new String(receipts.get(i), StandardCharsets.UTF_8)).append('\n');
        }
        Web.Answer answer =
                web.post("/receipts", body.toString().getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
        receipts.stream()
                .map(TestReceipts::idOf)
                .filter(id -> answer.text().contains(id))
                .forEach(acknowledged::add);
        return receipts.size();
    }

    /** Some are chained to one another, some are not public, some are larger than what lies inline. */
    private byte[] next() {
        int n = runs.incrementAndGet();
        TestReceipts receipt = TestReceipts.bare("run:" + n)
                .input("in/" + n % 7, TestReceipts.digest("in" + n % 7))
                .output("out/" + n, TestReceipts.digest("out" + n));
        if (n % 5 == 0) {
            receipt.label("restricted");
        }
        if (n % 11 == 0) {
            receipt.with("notes", "long ".repeat(12_000));
        }
        sent.put(receipt.id(), receipt.bytes());
        sentLast.add(receipt.id());
        return receipt.bytes();
    }

    /** Whatever was sent is there byte for byte or not at all, and what was acknowledged is there. */
    private void requireWholeOrAbsent(Web web, Set<String> ids) {
        for (String id : ids) {
            Web.Answer answer = web.get("/receipts/" + id, "Accept", "application/json");
            if (acknowledged.contains(id) || answer.status() != 404) {
                assertThat(answer.status()).as("receipt %s", id).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(sent.get(id));
            }
        }
        long size = web.get("/health").json().path("ledger").path("size").asLong();
        assertThat(size).isBetween((long) acknowledged.size(), (long) sent.size());
    }

    private void requireRebuildable(Path data) throws IOException {
        Commands.Ended verified = Commands.run("verify", "--data", data);
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        byte[] running = export(data, "running.nq");
        deleteTree(data.resolve("graph"));
        assertThat(Commands.run("rebuild", "--data", data).exit()).isZero();
        assertThat(export(data, "rebuilt.nq")).isEqualTo(running).isNotEmpty();
    }

    private byte[] export(Path data, String name) throws IOException {
        Path file = folder.resolve(name);
        Commands.Ended ended = Commands.run("export", "--layout", "nquads", "--data", data, file);
        assertThat(ended.exit()).as(ended.err()).isZero();
        return Files.readAllBytes(file);
    }

    private static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
