package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.Verification;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.Cosigner;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.SizeRange;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosigningTest {
    private static final LedgerPaths PATHS = new LedgerPaths(MemoryDisk.DATA);
    private static final Cosigner ONE = Cosigner.generate("w.example/1", new SecureRandom());
    private static final Cosigner TWO = Cosigner.generate("w.example/2", new SecureRandom());
    private static final Cosigner STRANGER = Cosigner.generate("w.example/1", new SecureRandom());

    private final MemoryDisk disk = new MemoryDisk();

    private static LedgerSettings witnessedBy(Cosigner... witnesses) {
        List<LogPolicy.Witness> named = List.of(witnesses).stream()
                .map(one -> LogPolicy.Witness.of(
                        one.verifier().name(), one.verifier(), SizeRange.ALL, Optional.of("http://127.0.0.1:1")))
                .toList();
        return TestLedgers.BY_HAND.with(
                new LedgerSettings.FromOutside(List.of(), Optional.of(named), Optional.empty()));
    }

    private static SignedNote.Line by(Cosigner witness, Checkpoint checkpoint) {
        return witness.cosign(checkpoint, Instant.parse("2026-03-01T12:00:00Z"));
    }

    private static Verification verify(MemoryDisk disk) throws Exception {
        return LedgerVerifier.verify(disk.asLogFiles());
    }

    private String file(java.nio.file.Path path) {
        return new String(disk.read(path).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void keeps_right_cosignatures_by_witnesses_that_the_policy_names_and_no_others() throws Exception {
        try (Ledger ledger = TestLedgers.open(disk, witnessedBy(ONE, TWO), TestLedgers.NOON)) {
            ledger.append(TestLedgers.drafts(0, 3));
            SignedCheckpoint three = ledger.publish();
            String anchor = three.checkpoint().anchorHash();
            Checkpoint other = new Checkpoint(
                    three.checkpoint().origin(), 4, three.checkpoint().root());
            assertThat(ledger.cosign(3, List.of(by(STRANGER, three.checkpoint()), by(ONE, other))))
                    .isFalse();
            assertThat(ledger.published()).isEqualTo(three);
            assertThat(ledger.cosign(3, List.of(by(STRANGER, three.checkpoint()), by(ONE, three.checkpoint()))))
                    .isTrue();
            assertThat(ledger.published().note())
                    .isEqualTo(three.note() + by(ONE, three.checkpoint()).text());
            assertThat(ledger.published().checkpoint().anchorHash()).isEqualTo(anchor);
            assertThat(file(PATHS.checkpoint())).isEqualTo(ledger.published().note());
            assertThat(file(PATHS.checkpoint(3))).isEqualTo(ledger.published().note());
            // Again, or with another time: one line a witness is enough.
            assertThat(ledger.cosign(3, List.of(ONE.cosign(three.checkpoint(), Instant.EPOCH))))
                    .isFalse();

            ledger.append(TestLedgers.drafts(3, 4));
            SignedCheckpoint four = ledger.publish();
            assertThat(ledger.cosign(3, List.of(by(TWO, three.checkpoint()))))
                    .as("one that comes late")
                    .isTrue();
            assertThat(ledger.published()).isEqualTo(four);
            assertThat(file(PATHS.checkpoint())).isEqualTo(four.note());
            assertThat(file(PATHS.checkpoint(3)))
                    .isEqualTo(three.note()
                            + by(ONE, three.checkpoint()).text()
                            + by(TWO, three.checkpoint()).text());
            assertThat(ledger.cosign(5, List.of(by(ONE, other)))).isFalse();
        }
        assertThat(verify(disk).faults()).isEmpty();
        TestLedgers.open(disk).close();
        assertThat(verify(disk).faults()).isEmpty();
    }

    @Test
    void a_witness_that_is_let_go_keeps_its_sizes_and_a_new_key_of_one_gets_a_line_of_its_own() throws Exception {
        try (Ledger ledger = TestLedgers.open(disk, witnessedBy(ONE), TestLedgers.NOON)) {
            ledger.append(TestLedgers.drafts(0, 3));
            ledger.cosign(3, List.of(by(ONE, ledger.publish().checkpoint())));
        }
        try (Ledger ledger = TestLedgers.open(disk, witnessedBy(STRANGER), TestLedgers.NOON)) {
            ledger.append(TestLedgers.drafts(3, 5));
            Checkpoint five = ledger.publish().checkpoint();
            assertThat(ledger.cosign(5, List.of(by(ONE, five), by(STRANGER, five))))
                    .isTrue();
            assertThat(SignedNote.parse(ledger.published().note().getBytes(StandardCharsets.UTF_8))
                            .lines())
                    .hasSize(2);
            assertThat(ledger.policy().witnesses())
                    .extracting(
                            LogPolicy.Witness::name, witness -> witness.sizes().text())
                    .extracting(told -> told.toList().toString())
                    .containsExactly("[w.example/1, 0-3]", "[w.example/1', 3-]");
        }
        assertThat(verify(disk).faults()).isEmpty();
        // Without the setting, nothing changes; named again, it may sign again.
        String before = file(PATHS.policy());
        TestLedgers.open(disk).close();
        assertThat(file(PATHS.policy())).isEqualTo(before);
        try (Ledger ledger = TestLedgers.open(disk, witnessedBy(ONE), TestLedgers.NOON)) {
            assertThat(ledger.policy().witnesses())
                    .extracting(witness -> witness.sizes().text())
                    .containsExactly("0-", "3-5");
        }
        assertThat(verify(disk).faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NOT_PERSISTED, true", "PERSISTED, false", "SHORT, true"})
    void a_crash_while_a_cosignature_is_added_leaves_it_added_or_not(FaultyDisk.Fault fault, boolean losesPower)
            throws Exception {
        LedgerSettings settings = witnessedBy(ONE);
        MemoryDisk before = new MemoryDisk();
        try (Ledger ledger = TestLedgers.open(before, settings, TestLedgers.NOON)) {
            ledger.append(TestLedgers.drafts(0, 3));
        }
        int step = 0;
        for (boolean failed = true; failed; step++) {
            MemoryDisk memory = before.copy();
            FaultyDisk faulty = new FaultyDisk(memory, fault, step);
            boolean told = cosign(faulty, settings);
            failed = faulty.hasFailed();
            if (losesPower) {
                memory.losePower();
            }
            String scene = fault + " at step " + step;
            try (Ledger ledger = TestLedgers.open(memory, settings, TestLedgers.NOON)) {
                int lines = SignedNote.parse(ledger.published().note().getBytes(StandardCharsets.UTF_8))
                        .lines()
                        .size();
                assertThat(lines).as(scene).isBetween(told ? 2 : 1, 2);
                assertThat(memory.read(PATHS.checkpoint()).orElseThrow())
                        .as(scene)
                        .isEqualTo(memory.read(PATHS.checkpoint(3)).orElseThrow());
            }
            assertThat(verify(memory).faults()).as(scene).isEmpty();
            assertThat(verify(memory).notices()).as(scene).isEmpty();
        }
        assertThat(step).isGreaterThan(20);
    }

    private static boolean cosign(FaultyDisk faulty, LedgerSettings settings) {
        try (Ledger ledger = TestLedgers.open(faulty, settings, TestLedgers.NOON)) {
            return ledger.cosign(3, List.of(by(ONE, ledger.published().checkpoint())));
        } catch (LedgerException itFailed) {
            return false;
        }
    }

    @Test
    void two_keys_part_by_themselves_when_they_have_signed_together_for_long_enough() throws Exception {
        try (Ledger ledger = TestLedgers.open(disk)) {
            ledger.beginRotation(Optional.empty());
            ledger.append(TestLedgers.drafts(1, 4));
        }
        for (long entries : new long[] {4, 3}) {
            LedgerSettings settings = TestLedgers.BY_HAND.with(new LedgerSettings.FromOutside(
                    List.of(),
                    Optional.empty(),
                    Optional.of(new LedgerSettings.Overlap(java.time.Duration.ofDays(2), entries))));
            try (Ledger ledger = TestLedgers.open(disk, settings, TestLedgers.NOON)) {
                assertThat(dev.whence.tlog.note.KeyHistory.of(ledger.policy()).isOverlapping())
                        .isEqualTo(entries == 4);
            }
        }
        assertThat(verify(disk).faults()).isEmpty();
    }
}
