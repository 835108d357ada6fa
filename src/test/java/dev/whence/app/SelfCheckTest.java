package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.audit.Fault;
import dev.whence.audit.LogFiles;
import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that verifies its own ledger while it serves. */
class SelfCheckTest {
    @TempDir
    private Path folder;

    private void ingest(int from, int to) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            lines.add(TestReceipts.run("run:" + i).text());
        }
        Path file = Files.write(folder.resolve("in.ndjson"), lines);
        assertThat(Commands.run("ingest", "--data", data(), file).exit()).isZero();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private SelfCheck checkWithWholeEvery(int turn) {
        SelfCheckSettings settings = new SelfCheckSettings(Optional.empty(), turn, 50);
        return new SelfCheck(LogFiles.in(data()), settings, Clock.systemUTC());
    }

    @Test
    void looks_at_everything_first_and_then_at_what_is_new() throws IOException {
        ingest(0, 600);
        SelfCheck check = checkWithWholeEvery(100);
        SelfCheck.Outcome first = check.next();
        assertThat(first.isWhole()).isTrue();
        assertThat(first.isGood()).isTrue();
        assertThat(first.effort().entries()).isEqualTo(600);
        ingest(600, 610);
        SelfCheck.Outcome next = check.next();
        assertThat(next.isWhole()).isFalse();
        assertThat(next.isGood()).isTrue();
        assertThat(next.size()).isEqualTo(610);
        assertThat(next.effort().entries()).isLessThan(610);
        assertThat(check.last()).contains(next);
    }

    @Test
    void finds_decay_in_old_files_when_the_turn_of_a_whole_check_comes() throws IOException {
        ingest(0, 1100);
        SelfCheck check = checkWithWholeEvery(3);
        check.next();
        Path bundle = data().resolve("ledger/tile/entries/000");
        byte[] whole = Files.readAllBytes(bundle);
        byte[] bytes = whole.clone();
        bytes[1000] ^= 1;
        Files.write(bundle, bytes);
        assertThat(check.next().isGood()).isTrue();
        assertThat(check.next().isGood()).isTrue();
        for (int turn = 0; turn < 2; turn++) {
            // Once it has found something, it looks at everything until that is gone.
            SelfCheck.Outcome bad = check.next();
            assertThat(bad.isWhole()).isTrue();
            assertThat(bad.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.place()).startsWith("ledger/tile/entries/000"));
        }
        Files.write(bundle, whole);
        assertThat(check.next().isGood()).isTrue();
        assertThat(check.next().isWhole()).isFalse();
    }

    @Test
    void finds_a_log_that_was_cut_off_since_the_last_check() throws IOException {
        ingest(0, 20);
        SelfCheck check = checkWithWholeEvery(100);
        check.next();
        Files.copy(
                data().resolve("ledger/checkpoints/0"),
                data().resolve("ledger/checkpoint"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(check.next().faults())
                .extracting(Fault::message)
                .anyMatch(message -> message.contains("20 entries"));
    }

    @Test
    void tells_in_health_and_metrics_and_logs_a_fault_once() throws Exception {
        ingest(0, 3);
        Path log = folder.resolve("server.log");
        Map<String, String> settings = Map.of(
                "WHENCE_VERIFY_EVERY", "1s", "WHENCE_VERIFY_WHOLE_EVERY", "1", "WHENCE_VERIFY_CPU_PERCENT", "90");
        try (ChildWhence server = ChildWhence.serve(data(), log, settings)) {
            JsonNode good =
                    awaitVerification(server.web(), found -> found.path("good").asBoolean());
            assertThat(good.path("size").asInt()).isEqualTo(3);
            assertThat(good.path("faults").asInt()).isZero();
            assertThat(good.path("whole").asBoolean()).isTrue();
            assertThat(good.path("entries_per_second").asLong()).isPositive();
            assertThat(server.web().get("/metrics").text())
                    .contains("whence_verification_good 1.0", "whence_verification_size 3.0")
                    .contains("whence_verification_timestamp_seconds ");
            assertThat(server.web().get("/health/ready").status()).isEqualTo(200);

            Files.writeString(data().resolve("ledger/checkpoints/1"), "forged");
            JsonNode bad = awaitVerification(
                    server.web(), found -> found.path("faults").asInt() > 0);
            assertThat(bad.path("first_faults").toString()).contains("ledger/checkpoints/1");
            assertThat(server.web().get("/health").json().path("status").asText())
                    .isEqualTo("degraded");
            assertThat(server.web().get("/health/ready").status()).isEqualTo(503);
            assertThat(server.web().submit(TestReceipts.run("goes on")).status())
                    .isEqualTo(201);
            String at = bad.path("time").asText();
            awaitVerification(
                    server.web(), found -> !found.path("time").asText().equals(at));
            assertThat(server.web().get("/metrics").text()).contains("whence_verification_good 0.0");
            assertThat(Files.readString(log)).containsOnlyOnce("faults in the ledger: 1");
            Files.delete(data().resolve("ledger/checkpoints/1"));
            awaitVerification(server.web(), found -> found.path("good").asBoolean());
            server.stop();
        }
    }

    private static JsonNode awaitVerification(Web web, Predicate<JsonNode> wanted) {
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> web.get("/health").json().path("verification"), wanted);
    }

    @Test
    void reads_times_as_people_write_them() {
        assertThat(Durations.parse("90s")).contains(Duration.ofSeconds(90));
        assertThat(Durations.parse("15m")).contains(Duration.ofMinutes(15));
        assertThat(Durations.parse("1h")).contains(Duration.ofHours(1));
        assertThat(Durations.parse("7d")).contains(Duration.ofDays(7));
        for (String wrong : List.of("", "1", "0s", "h", "1 h", "-1h", "1w", "1.5h")) {
            assertThat(Durations.parse(wrong)).as(wrong).isEmpty();
        }
        assertThat(Commands.run("serve", "--data", data(), "--verify-every", "soon")
                        .exit())
                .isEqualTo(2);
    }
}
