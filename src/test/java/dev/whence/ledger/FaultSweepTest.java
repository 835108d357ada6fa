package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.Verification;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.SignedCheckpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One life of a ledger, again and again: in each the next step of the disk fails. Then the process ends, with the power
 * lost or not, and another one finds what is there.
 */
class FaultSweepTest {
    private static final LedgerPaths PATHS = new LedgerPaths(MemoryDisk.DATA);
    private static final LedgerSettings SETTINGS = TestLedgers.BY_HAND.withPartialGrace(Duration.ZERO);

    /** What one life was told. */
    private static final class Life {
        private final List<Entry> acknowledged = new ArrayList<>();
        private SignedCheckpoint published = new SignedCheckpoint(Checkpoint.empty("none"), "");
        private boolean failed;
    }

    private static final int APPENDED = 8;

    /** From a new log, and from one that is about to fill its first tile. */
    @ParameterizedTest
    @CsvSource({
        "0, NOT_PERSISTED, false", "0, NOT_PERSISTED, true", "252, NOT_PERSISTED, true",
        "0, PERSISTED, false", "0, PERSISTED, true", "252, PERSISTED, true",
        "0, SHORT, false", "0, SHORT, true", "252, SHORT, true"
    })
    void keeps_what_it_acknowledged_whichever_step_fails(int start, FaultyDisk.Fault fault, boolean losesPower)
            throws Exception {
        MemoryDisk before = logOf(start);
        int step = 0;
        for (boolean failed = true; failed; step++) {
            MemoryDisk memory = before.copy();
            Life life = live(new FaultyDisk(memory, fault, step), start);
            failed = life.failed;
            if (losesPower) {
                memory.losePower();
            }
            assertRecovers(memory, life, start + APPENDED, fault + " at step " + step);
        }
        assertThat(step).isGreaterThan(80);
    }

    private static MemoryDisk logOf(int size) throws RefusedException {
        MemoryDisk disk = new MemoryDisk();
        if (size > 0) {
            try (Ledger ledger = TestLedgers.open(disk)) {
                ledger.append(TestLedgers.drafts(0, size));
            }
        }
        return disk;
    }

    private static Life live(FaultyDisk disk, int start) {
        Life life = new Life();
        try (Ledger ledger = TestLedgers.open(disk, SETTINGS, TestLedgers.NOON)) {
            life.acknowledged.addAll(ledger.append(TestLedgers.drafts(start, start + 3)));
            life.published = ledger.publish();
            life.acknowledged.addAll(ledger.append(List.of(secret(start + 3))));
            life.acknowledged.addAll(ledger.append(TestLedgers.drafts(start + 4, start + 6)));
            life.published = ledger.publish();
            life.acknowledged.addAll(ledger.append(List.of(secret(start + 6), TestLedgers.draft(start + 7))));
        } catch (LedgerException | RefusedException e) {
            life.failed = true;
        }
        assertThat(life.failed).isEqualTo(disk.hasFailed());
        return life;
    }

    private static EntryDraft secret(int number) {
        String payload = "{\"run_id\":\"secret-" + number + "\"}";
        return TestLedgers.draft("secret-" + number, PolicyLabel.RESTRICTED, payload);
    }

    private static void assertRecovers(MemoryDisk disk, Life life, long most, String scene) throws Exception {
        try (Ledger ledger = TestLedgers.open(disk, SETTINGS, TestLedgers.NOON)) {
            long least = life.acknowledged.stream()
                    .mapToLong(entry -> entry.sequence() + 1)
                    .max()
                    .orElse(0);
            assertThat(ledger.size()).as(scene).isBetween(least, most);
            assertThat(ledger.published().size()).as(scene).isEqualTo(ledger.size());
            assertThat(life.published.size()).as(scene).isLessThanOrEqualTo(ledger.size());
            for (Entry entry : life.acknowledged) {
                Entry kept = ledger.entry(entry.sequence());
                assertThat(kept.bytes()).as(scene).isEqualTo(entry.bytes());
                assertThat(ledger.payload(kept)).as(scene).isPresent();
            }
            ledger.append(List.of(TestLedgers.draft(1000)));
        }
        Verification verification = LedgerVerifier.verify(disk.asLogFiles());
        assertThat(verification.faults()).as(scene).isEmpty();
        assertThat(verification.notices()).as(scene).isEmpty();
        if (life.published.size() > 0) {
            assertThat(disk.read(PATHS.checkpoint(life.published.size())))
                    .as(scene)
                    .hasValueSatisfying(note -> assertThat(note).asString().isEqualTo(life.published.note()));
        }
        assertThat(disk.files().keySet().stream()
                        .map(file -> PATHS.place(file))
                        .filter(file -> file.contains("/wal/") || file.endsWith(".tmp") || file.endsWith(".staged")))
                .as(scene)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NOT_PERSISTED", "PERSISTED", "SHORT"})
    void takes_nothing_more_after_a_failure_and_goes_on_reading(FaultyDisk.Fault fault) throws Exception {
        MemoryDisk memory = new MemoryDisk();
        TestLedgers.open(memory).close();
        // Opening again changes nothing but folders and leftovers: find how many steps that is, then fail behind it.
        int step = 0;
        while (true) {
            FaultyDisk disk = new FaultyDisk(memory.copy(), fault, step++);
            Ledger ledger;
            try {
                ledger = TestLedgers.open(disk, SETTINGS, TestLedgers.NOON);
            } catch (LedgerException stillOpening) {
                continue;
            }
            assertThatThrownBy(() -> {
                        ledger.append(TestLedgers.drafts(0, 2));
                        ledger.publish();
                        ledger.append(TestLedgers.drafts(2, 4));
                    })
                    .isInstanceOf(LedgerStoppedException.class)
                    .hasMessageContaining("the disk fails");
            assertThat(ledger.isStopped()).isTrue();
            assertThatThrownBy(() -> ledger.append(TestLedgers.drafts(5, 6)))
                    .isInstanceOf(LedgerStoppedException.class);
            assertThatThrownBy(ledger::publish).isInstanceOf(LedgerStoppedException.class);
            assertThatThrownBy(() -> ledger.awaitPublished(99, Duration.ofDays(1)))
                    .isInstanceOf(LedgerStoppedException.class);
            ledger.scan(0, ledger.size(), entry -> assertThat(entry.bytes()).isNotEmpty());
            ledger.close();
            return;
        }
    }
}
