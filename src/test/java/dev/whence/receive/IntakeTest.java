package dev.whence.receive;

import static dev.whence.testkit.TestReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.attest.Attestations;
import dev.whence.canonical.JsonLimits;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on other receipts: repeats, conflicts, chains, and the order of many. */
class IntakeTest {
    private static final IntakeSettings DEEP = new IntakeSettings(
            new JsonLimits(1 << 20, 200),
            DefaultLabels.PUBLIC,
            4096,
            1024,
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofHours(24));

    @TempDir
    private Path folder;

    /** A ledger with a room over it. */
    private record Opened(Ledger ledger, ReceiveRoom room) implements AutoCloseable {
        List<BulkIntake.Result> takeAll(List<TestReceipts> receipts) {
            List<BulkIntake.Result> results = new ArrayList<>();
            room.bulk().takeAll(items(receipts).iterator(), Submission.STRICT, results::add);
            return results;
        }

        Outcome take(TestReceipts receipt) {
            return room.intake().take(receipt.bytes(), Submission.STRICT).join();
        }

        @Override
        public void close() {
            room.close();
            ledger.close();
        }
    }

    private Opened open() {
        return open(IntakeSettings.DEFAULTS);
    }

    private Opened open(IntakeSettings settings) {
        Ledger ledger = Ledger.open(folder.resolve("data"), LedgerSettings.DEFAULTS, Clock.systemUTC());
        return new Opened(
                ledger,
                ReceiveRoom.open(
                        settings,
                        ledger,
                        new Iris(Iris.DEFAULT_BASE),
                        new PolicyChecks(PolicySettings.DEFAULTS),
                        Attestations.withoutKeys(),
                        folder.resolve("data/graph/lineage.edges"),
                        StationClock.NONE));
    }

    @Test
    void results_come_in_the_order_of_the_items_and_so_do_the_entries() {
        try (Opened opened = open()) {
            List<TestReceipts> receipts = IntStream.range(0, 300)
                    .mapToObj(i -> TestReceipts.run("run:" + i))
                    .toList();
            List<BulkIntake.Result> results = opened.takeAll(receipts);
            for (int i = 0; i < 300; i++) {
                assertThat(results.get(i).source()).isEqualTo(String.valueOf(i));
                assertThat(((Outcome.Recorded) results.get(i).outcome()).sequence())
                        .isEqualTo(i);
            }
        }
    }

    @Test
    void a_long_chain_in_any_order_is_taken_whole() {
        long seed = System.nanoTime();
        System.out.println("IntakeTest seed " + seed);
        List<TestReceipts> chain = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TestReceipts receipt = TestReceipts.run("link:" + i);
            chain.add(i == 0 ? receipt : receipt.supersedes("link:" + (i - 1)));
        }
        Collections.shuffle(chain, new Random(seed));
        try (Opened opened = open()) {
            assertThat(opened.takeAll(chain)).allMatch(result -> result.outcome() instanceof Outcome.Recorded);
            assertThat(opened.ledger().size()).isEqualTo(40);
        }
    }

    @Test
    void rings_and_receipts_that_supersede_themselves_are_refused_and_cost_nothing_else() {
        try (Opened opened = open()) {
            List<BulkIntake.Result> results = opened.takeAll(List.of(
                    TestReceipts.run("a").supersedes("b"),
                    TestReceipts.run("b").supersedes("c"),
                    TestReceipts.run("c").supersedes("a"),
                    TestReceipts.run("self").supersedes("self"),
                    TestReceipts.run("good")));
            assertThat(results)
                    .filteredOn(r -> r.outcome() instanceof Outcome.Recorded)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(r -> r.outcome() instanceof Outcome.Refused)
                    .allMatch(r -> problem(r.outcome()) == ProblemType.UNKNOWN_PREDECESSOR)
                    .hasSize(4);
        }
    }

    @Test
    void of_two_that_supersede_the_same_the_first_wins_and_the_second_is_told_the_newest() {
        try (Opened opened = open()) {
            TestReceipts winner = TestReceipts.run("two").supersedes("one");
            List<BulkIntake.Result> results = opened.takeAll(List.of(
                    TestReceipts.run("one"), winner, TestReceipts.run("three").supersedes("one")));
            assertThat(problem(results.get(2).outcome())).isEqualTo(ProblemType.ALREADY_SUPERSEDED);
            assertThat(((Outcome.Refused) results.get(2).outcome()).problem().detail())
                    .contains(winner.id());
        }
    }

    @Test
    void the_same_receipt_many_times_at_once_is_one_entry() {
        try (Opened opened = open()) {
            List<BulkIntake.Result> results = opened.takeAll(Collections.nCopies(200, TestReceipts.run("same")));
            assertThat(results)
                    .filteredOn(r -> r.outcome() instanceof Outcome.Recorded)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(r -> r.outcome() instanceof Outcome.Repeated)
                    .hasSize(199);
            assertThat(opened.ledger().size()).isEqualTo(1);
        }
    }

    @Test
    void a_predecessor_may_be_named_by_run_id_receipt_id_or_path() {
        try (Opened opened = open()) {
            opened.take(TestReceipts.run("first"));
            TestReceipts second = TestReceipts.run("second").supersedes("receipts/2026/first.run_receipt.json");
            assertThat(opened.take(second)).isInstanceOf(Outcome.Recorded.class);
            assertThat(opened.take(TestReceipts.run("third").supersedes(second.id())))
                    .isInstanceOf(Outcome.Recorded.class);
        }
    }

    @Test
    void a_restart_remembers_repeats_conflicts_and_chains_also_of_what_is_not_public() {
        TestReceipts secret = TestReceipts.run("secret").label("restricted");
        TestReceipts successor =
                TestReceipts.run("successor").supersedes("secret").label("restricted");
        try (Opened opened = open()) {
            opened.takeAll(List.of(secret, successor));
        }
        try (Opened opened = open()) {
            assertThat(opened.take(secret)).isInstanceOf(Outcome.Repeated.class);
            assertThat(problem(opened.take(TestReceipts.run("secret").with("operation", "other"))))
                    .isEqualTo(ProblemType.CONFLICT);
            assertThat(problem(opened.take(TestReceipts.run("late").supersedes("secret"))))
                    .isEqualTo(ProblemType.ALREADY_SUPERSEDED);
        }
    }

    @Test
    void what_came_before_an_input_that_breaks_is_kept_and_told_of() {
        Iterator<BulkIntake.Item> good =
                items(List.of(TestReceipts.run("before"))).iterator();
        Iterator<BulkIntake.Item> breaking = new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (!good.hasNext()) {
                    throw new IllegalStateException("the input broke");
                }
                return true;
            }

            @Override
            public BulkIntake.Item next() {
                return good.next();
            }
        };
        try (Opened opened = open()) {
            List<BulkIntake.Result> results = new ArrayList<>();
            assertThatThrownBy(() -> opened.room().bulk().takeAll(breaking, Submission.STRICT, results::add))
                    .hasMessage("the input broke");
            assertThat(results).hasSize(1);
            assertThat(opened.ledger().size()).isEqualTo(1);
        }
    }

    @Test
    void a_receipt_that_was_let_in_deep_can_be_read_after_the_limit_is_lowered() {
        TestReceipts deep = TestReceipts.bare("deep").output("x", digest("x"));
        String nested = deep.text().replaceFirst("}$", ",\"notes\":" + "[".repeat(150) + "]".repeat(150) + "}");
        try (Opened opened = open(DEEP)) {
            Outcome outcome = opened.room()
                    .intake()
                    .take(nested.getBytes(StandardCharsets.UTF_8), Submission.STRICT)
                    .join();
            assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
            assertThat(opened.room()
                            .reading()
                            .projection()
                            .receipt(opened.ledger().entry(0)))
                    .isPresent();
        }
        try (Opened opened = open()) {
            assertThat(opened.room()
                            .reading()
                            .projection()
                            .receipt(opened.ledger().entry(0)))
                    .isPresent();
        }
    }

    @Test
    void nothing_is_taken_when_closed() {
        Opened opened = open();
        opened.close();
        assertThat(problem(opened.take(TestReceipts.run("late")))).isEqualTo(ProblemType.UNAVAILABLE);
    }

    private static ProblemType problem(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problem().type();
    }

    private static List<BulkIntake.Item> items(List<TestReceipts> receipts) {
        return IntStream.range(0, receipts.size())
                .mapToObj(i ->
                        new BulkIntake.Item(String.valueOf(i), receipts.get(i).bytes()))
                .toList();
    }
}
