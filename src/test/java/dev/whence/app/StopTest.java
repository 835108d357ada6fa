package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.Web;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to stop ends what it began. */
class StopTest {
    @TempDir
    private Path folder;

    @Test
    void a_request_under_way_is_answered_before_the_end() throws Exception {
        try (ChildWhence server = serve(Map.of("WHENCE_LEDGER_PUBLISH_WITHIN_MS", "2000"))) {
            Web web = server.web();
            CompletableFuture<Web.Answer> waiting = CompletableFuture.supplyAsync(() ->
                    web.post("/receipts", TestReceipts.run("waiting").bytes(), "application/json", "Prefer", "wait"));
            await().atMost(Duration.ofSeconds(20)).until(() -> size(web) == 1);
            assertThat(server.stop()).isEqualTo(143);
            assertThat(waiting.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        }
    }

    @Test
    void what_was_acknowledged_before_a_stop_is_there_afterwards_and_nothing_waits_in_the_log() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger runs = new AtomicInteger();
        try (ChildWhence server = serve(Map.of())) {
            CompletableFuture<?>[] senders = new CompletableFuture<?>[4];
            for (int i = 0; i < senders.length; i++) {
                senders[i] = CompletableFuture.runAsync(() -> sendUntilItStops(server.web(), runs, acknowledged));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > 50);
            assertThat(server.stop()).isEqualTo(143);
            CompletableFuture.allOf(senders).get(30, TimeUnit.SECONDS);
        }
        Path data = folder.resolve("data");
        assertThat(data.resolve("writer.json")).doesNotExist();
        Commands.Ended verified = Commands.run("verify", "--data", data, "--json");
        assertThat(verified.exit()).as(verified.out()).isZero();
        assertThat(verified.json().path("size").asInt()).isBetween(acknowledged.size(), runs.get());
        try (OpenHouse again = OpenHouse.serve(data, Map.of())) {
            Web web = new Web(again.url());
            acknowledged.forEach(
                    id -> assertThat(web.get("/receipts/" + id).status()).as(id).isEqualTo(200));
        }
    }

    @Test
    void a_name_that_a_crash_left_behind_keeps_nobody_out() throws Exception {
        try (ChildWhence server = serve(Map.of())) {
            assertThat(server.web().submit(TestReceipts.run("one")).status()).isEqualTo(201);
            server.kill();
        }
        Path data = folder.resolve("data");
        assertThat(data.resolve("writer.json")).exists();
        // The number belongs to a living process now: to this one.
        Files.writeString(
                data.resolve("writer.json"),
                "{\"pid\":" + ProcessHandle.current().pid()
                        + ",\"process\":\"another\",\"url\":\"http://127.0.0.1:1/\"}");
        assertThat(Commands.run("stats", "--data", data, "--json")
                        .json()
                        .path("ledger")
                        .path("size")
                        .asInt())
                .isEqualTo(1);
        assertThat(data.resolve("writer.json")).doesNotExist();
    }

    @Test
    void a_second_process_on_the_same_folder_is_told_who_has_it() throws Exception {
        try (ChildWhence server = serve(Map.of())) {
            Path receipt = Files.write(
                    folder.resolve("r.json"), TestReceipts.run("two").bytes());
            Commands.Ended taken = Commands.run("ingest", receipt, "--data", folder.resolve("data"));
            assertThat(taken.exit()).isEqualTo(3);
            assertThat(taken.err())
                    .contains(String.valueOf(server.pid()))
                    .contains("--server " + server.web().root());
            assertThat(Commands.run("lineage", "nothing", "--data", folder.resolve("data"))
                            .exit())
                    .isEqualTo(1);
        }
    }

    private static void sendUntilItStops(Web web, AtomicInteger runs, Set<String> acknowledged) {
        try {
            while (true) {
                TestReceipts receipt = TestReceipts.run("run:" + runs.incrementAndGet());
                Web.Answer answer = web.submit(receipt);
                if (answer.status() == 201) {
                    acknowledged.add(receipt.id());
                } else {
                    assertThat(answer.status()).isEqualTo(503);
                }
            }
        } catch (UncheckedIOException itStopped) {
            // The connection is gone with the server.
        }
    }

    private static int size(Web web) {
        return web.get("/health").json().path("ledger").path("size").asInt();
    }

    private ChildWhence serve(Map<String, String> settings) throws Exception {
        return ChildWhence.serve(folder.resolve("data"), folder.resolve("server.log"), settings);
    }
}
