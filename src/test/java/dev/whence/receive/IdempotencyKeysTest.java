package dev.whence.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.attest.Attestations;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.policy.PolicyChecks;
import dev.whence.policy.PolicySettings;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.testkit.TestReceipts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long keys stand for their requests, and what of them can be read in the log. */
class IdempotencyKeysTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-03T09:00:00Z");

    /** A ledger with a room over it, which closes both. */
    private record Opened(Ledger ledger, ReceiveRoom room) implements AutoCloseable {
        Outcome take(TestReceipts receipt, String key) {
            return room.intake().take(receipt.bytes(), keyed(receipt, key)).join();
        }

        @Override
        public void close() {
            room.close();
            ledger.close();
        }
    }

    private static Submission keyed(TestReceipts receipt, String key) {
        return Submission.STRICT.keyed(IdempotencyKey.of("test", key, receipt.bytes()));
    }

    private Opened open() {
        Ledger ledger = Ledger.open(folder.resolve("data"), LedgerSettings.DEFAULTS, clock(() -> now));
        return new Opened(
                ledger,
                ReceiveRoom.open(
                        IntakeSettings.DEFAULTS,
                        ledger,
                        new Iris(Iris.DEFAULT_BASE),
                        new PolicyChecks(PolicySettings.DEFAULTS),
                        Attestations.withoutKeys(),
                        folder.resolve("data/graph/lineage.edges"),
                        StationClock.NONE));
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    @Test
    void a_key_stands_for_its_request_for_a_day_and_is_free_after_that() {
        TestReceipts first = TestReceipts.run("a");
        try (Opened opened = open()) {
            assertThat(opened.take(first, "key")).isInstanceOf(Outcome.Recorded.class);
            now = now.plus(Duration.ofHours(23));
            assertThat(opened.take(TestReceipts.run("between"), "other")).isInstanceOf(Outcome.Recorded.class);
            assertThat(opened.take(first, "key")).isInstanceOf(Outcome.Replayed.class);
        }
        try (Opened opened = open()) {
            assertThat(opened.take(first, "key")).isInstanceOf(Outcome.Replayed.class);
            now = now.plus(Duration.ofHours(1));
            assertThat(opened.take(first, "key")).isInstanceOf(Outcome.Repeated.class);
            assertThat(opened.take(TestReceipts.run("b"), "key")).isInstanceOf(Outcome.Recorded.class);
            assertThat(opened.take(TestReceipts.run("between"), "other")).isInstanceOf(Outcome.Replayed.class);
        }
        try (Opened opened = open()) {
            assertThat(opened.take(TestReceipts.run("b"), "key")).isInstanceOf(Outcome.Replayed.class);
        }
    }

    @Test
    void what_was_answered_before_is_known_without_handing_anything_in() {
        TestReceipts receipt = TestReceipts.run("a");
        try (Opened opened = open()) {
            assertThat(opened.room().intake().earlier(keyed(receipt, "key"))).isEmpty();
            Outcome.Written first = (Outcome.Written) opened.take(receipt, "key");
            Optional<Outcome> earlier = opened.room().intake().earlier(keyed(receipt, "key"));
            assertThat(earlier).containsInstanceOf(Outcome.Replayed.class);
            assertThat(((Outcome.Written) earlier.orElseThrow()).eventHash()).isEqualTo(first.eventHash());
            assertThat(opened.room().intake().earlier(keyed(TestReceipts.run("b"), "key")))
                    .hasValueSatisfying(refused -> assertThat(
                                    ((Outcome.Refused) refused).problem().type())
                            .isEqualTo(ProblemType.IDEMPOTENCY_CONFLICT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "restricted"})
    void the_log_shows_nothing_of_a_key_and_its_body(String label) {
        TestReceipts receipt = TestReceipts.run("a").label(label);
        IdempotencyKey key = IdempotencyKey.of("test", "order-17", receipt.bytes());
        try (Opened opened = open()) {
            opened.take(receipt, "order-17");
            String entry = new String(opened.ledger().entry(0).bytes(), StandardCharsets.UTF_8);
            String line = entry.substring(0, entry.indexOf('\n'));
            assertThat(line).doesNotContain("order-17").doesNotContain(key.bodySha256());
            assertThat(line).containsPattern("\"idem\":\"hmac:[0-9a-f]{64}\"");
            assertThat(line).containsPattern("\"idem_body\":\"hmac:[0-9a-f]{64}\"");
        }
    }
}
