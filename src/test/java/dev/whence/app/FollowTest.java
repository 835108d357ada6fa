package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower in a process of its own keeps up with a primary that takes in as fast as it can, whatever kills it. */
class FollowTest {
    private static final int KILLS = 10;
    private static final int RECEIPTS = 5000;
    /** Sent when no more follower is killed: so one of them takes many steps in a row, beside a primary at full speed. */
    private static final int AT_LAST = 2000;

    private static final int A_BODY = 100;
    private static final Map<String, String> QUICK = Map.of("WHENCE_FOLLOW_POLL_MS", "100");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void keeps_up_at_full_speed_and_survives_kill_9_at_random_moments() throws Exception {
        long seed = System.nanoTime();
        System.out.println("FollowTest seed " + seed);
        Random random = new Random(seed);
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (ChildWhence primary = ChildWhence.serve(folder.resolve("primary"), folder.resolve("primary.log"), QUICK)) {
            sender.execute(() -> send(primary.web(), 0, RECEIPTS - AT_LAST));
            for (int kill = 0; kill < KILLS; kill++) {
                try (ChildWhence follower = follow(primary)) {
                    killSoon(follower, random.nextInt(3000));
                }
            }
            try (ChildWhence follower = follow(primary)) {
                sender.execute(() -> send(primary.web(), RECEIPTS - AT_LAST, RECEIPTS));
                sender.shutdown();
                requireAll(sender, primary.web(), follower.web());
                assertThat(follower.stop()).as("exit code after SIGTERM").isEqualTo(143);
            }
            assertThat(primary.stop()).isEqualTo(143);
        }
        requireSame();
    }

    private ChildWhence follow(ChildWhence primary) throws IOException {
        return ChildWhence.start(
                folder.resolve("follower.log"),
                QUICK,
                "follow",
                primary.web().root().toString(),
                "--data",
                folder.resolve("follower").toString(),
                "--port",
                "0",
                "--json");
    }

    /** Long enough for the follower to be anywhere: fetching, writing, mapping, or done. */
    private static void killSoon(ChildWhence follower, int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> System.nanoTime() >= end);
        follower.kill();
    }

    private void send(Web primary, int first, int end) {
        for (int from = first; from < end; from += A_BODY) {
            StringBuilder body = new StringBuilder();
            for (int n = from; n < from + A_BODY; n++) {
                body.append(receipt(n).text()).append('\n');
            }
            Web.Answer answer =
                    primary.post("/receipts", body.toString().getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
            assertThat(answer.status()).isEqualTo(200);
            sent.addAndGet(A_BODY);
        }
    }

    /** Chained; some are not public, some larger than what lies inline, some supersede. */
    private static TestReceipts receipt(int n) {
        TestReceipts receipt = TestReceipts.bare("run:" + n)
                .input("out/" + (n - 1), TestReceipts.digest("out" + (n - 1)))
                .output("out/" + n, TestReceipts.digest("out" + n));
        if (n % 50 == 3) {
            receipt.label("restricted");
        }
        if (n % 100 == 7) {
            receipt.with("notes", "long ".repeat(12_000));
        }
        if (n % 40 == 9) {
            receipt.supersedes("run:" + (n - 5));
        }
        return receipt;
    }

    private void requireAll(ExecutorService sender, Web primary, Web follower) throws InterruptedException {
        assertThat(sender.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        assertThat(sent).hasValue(RECEIPTS);
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode health = follower.get("/health").json();
            assertThat(health.path("ledger").path("size").asInt())
                    .as(health.toString())
                    .isEqualTo(RECEIPTS);
            assertThat(health.path("follows").path("lag").asInt()).isZero();
            assertThat(health.path("status").asText()).isEqualTo("ok");
        });
        for (String path : new String[] {
            "/receipt/" + receipt(4003).id(), "/receipt/" + receipt(4907).id(), "/ledger/checkpoint"
        }) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(follower.get(path).body())
                            .as(path)
                            .isEqualTo(primary.get(path).body()));
        }
        String walk = "/lineage?entity=run:4950&direction=up&depth=20&format=json";
        // Acknowledged is durable, not yet walkable: both indexes come after their ledgers.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(follower.get(walk).json().path("edges"))
                        .isEqualTo(primary.get(walk).json().path("edges"))
                        .isNotEmpty());
        requireReadOnly(primary, follower);
    }

    /** Whoever wants to write is told where. */
    private static void requireReadOnly(Web primary, Web follower) {
        Web.Answer refused = follower.submit(TestReceipts.run("new"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("type").asText()).endsWith("read-only");
        assertThat(refused.json().path("detail").asText())
                .contains(primary.root().toString());
    }

    private void requireSame() throws IOException {
        Path primary = folder.resolve("primary");
        Path follower = folder.resolve("follower");
        Commands.Ended verified = Commands.run("verify", "--data", follower);
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        byte[] quads = export(follower);
        assertThat(quads).isEqualTo(export(primary)).isNotEmpty();
        assertThat(Commands.run("rebuild", "--data", follower).exit()).isZero();
        assertThat(export(follower)).isEqualTo(quads);
        assertThat(Commands.run("ingest", "--data", follower, write()).exit()).isEqualTo(ExitCode.FINDINGS);
    }

    private Path write() throws IOException {
        return Files.write(folder.resolve("new.json"), TestReceipts.run("new").bytes());
    }

    private byte[] export(Path data) throws IOException {
        Path file = folder.resolve("export.nq");
        Commands.Ended ended = Commands.run("export", "--layout", "nquads", "--data", data, file);
        assertThat(ended.exit()).as(ended.err()).isZero();
        return Files.readAllBytes(file);
    }
}
