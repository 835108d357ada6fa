package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.Verification;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A payload is kept, a tombstone written and the payload erased, again and again: in each life the next step of the disk
 * fails, with the power lost or not. Whoever opens the log then finds the payload whole or, where there is a tombstone, can
 * finish what was begun; and what was told to be gone is gone.
 */
class ErasureFaultSweepTest {
    private static final LedgerSettings SETTINGS = TestLedgers.BY_HAND.withPartialGrace(Duration.ZERO);
    private static final String SECRET = "{\"run_id\":\"nobody-shall-read-this\"}";

    /** How far one life came. */
    private static final class Life {
        private final List<Entry> acknowledged = new ArrayList<>();
        private boolean erased;
        private boolean failed;
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_PERSISTED, false, false", "NOT_PERSISTED, true, false", "NOT_PERSISTED, true, true",
        "PERSISTED, false, false", "PERSISTED, true, false", "PERSISTED, true, true",
        "SHORT, false, true", "SHORT, true, false"
    })
    void an_erasure_is_done_or_can_be_finished_whichever_step_fails(
            FaultyDisk.Fault fault, boolean losesPower, boolean isPublishedBefore) throws Exception {
        int step = 0;
        for (boolean failed = true; failed; step++) {
            MemoryDisk memory = new MemoryDisk();
            Life life = live(new FaultyDisk(memory, fault, step), isPublishedBefore);
            failed = life.failed;
            if (losesPower) {
                memory.losePower();
            }
            assertRecovers(memory, life, fault + " at step " + step);
        }
        assertThat(step).isGreaterThan(40);
    }

    private static Life live(FaultyDisk disk, boolean isPublishedBefore) {
        Life life = new Life();
        try (Ledger ledger = TestLedgers.open(disk, SETTINGS, TestLedgers.NOON)) {
            life.acknowledged.addAll(
                    ledger.append(List.of(TestLedgers.draft("secret", PolicyLabel.RESTRICTED, SECRET))));
            if (isPublishedBefore) {
                ledger.publish();
            }
            Entry secret = life.acknowledged.get(0);
            life.acknowledged.addAll(ledger.append(List.of(tombstone(secret))));
            ledger.erase(List.of(secret));
            life.erased = true;
            ledger.publish();
        } catch (LedgerException | RefusedException e) {
            life.failed = true;
        }
        assertThat(life.failed).isEqualTo(disk.hasFailed());
        return life;
    }

    private static EntryDraft tombstone(Entry erased) {
        String id = erased.event().receiptId().text();
        String payload = "{\"tombstone_of\":\"" + id + "\"}";
        EntryDraft draft = TestLedgers.draft(id, PolicyLabel.RESTRICTED, payload);
        return EntryDraft.of(
                        Erasure.KIND, draft.org(), draft.subject(), draft.label(), draft.receiptId(), draft.payload())
                .saying(Erasure.ERASES, TextNode.valueOf(id));
    }

    private static void assertRecovers(MemoryDisk disk, Life life, String scene) throws Exception {
        try (Ledger ledger = TestLedgers.open(disk, SETTINGS, TestLedgers.NOON)) {
            assertThat(ledger.size()).as(scene).isGreaterThanOrEqualTo(life.acknowledged.size());
            if (life.erased) {
                assertThat(whereItCanBeRead(disk)).as(scene).isEmpty();
            }
            if (ledger.size() == 1) {
                assertThat(ledger.payload(ledger.entry(0))).as(scene).isPresent();
            } else if (ledger.size() == 2) {
                // As a start does when it meets the tombstone.
                ledger.erase(List.of(ledger.entry(0)));
                assertThat(ledger.payload(ledger.entry(0))).as(scene).isEmpty();
                assertThat(ledger.payload(ledger.entry(1))).as(scene).isPresent();
                assertThat(whereItCanBeRead(disk)).as(scene).isEmpty();
            }
        }
        Verification verification = LedgerVerifier.verify(disk.asLogFiles());
        assertThat(verification.faults()).as(scene).isEmpty();
        assertThat(verification.notices()).as(scene).isEmpty();
        assertThat(verification.erased()).as(scene).isEqualTo(verification.size() == 2 ? 1 : 0);
    }

    private static List<Path> whereItCanBeRead(MemoryDisk disk) {
        return disk.files().entrySet().stream()
                .filter(file ->
                        new String(file.getValue(), StandardCharsets.ISO_8859_1).contains("nobody-shall-read-this"))
                .map(Map.Entry::getKey)
                .toList();
    }
}
