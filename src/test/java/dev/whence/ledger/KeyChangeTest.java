package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.audit.FolderTrust;
import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.Verification;
import dev.whence.audit.VerifyOptions;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.SizeRange;
import dev.whence.tlog.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyChangeTest {
    private static final LedgerPaths PATHS = new LedgerPaths(MemoryDisk.DATA);

    private final MemoryDisk disk = new MemoryDisk();

    private static Verification verify(MemoryDisk disk) throws Exception {
        return LedgerVerifier.verify(disk.asLogFiles());
    }

    private static Verification verify(MemoryDisk disk, VerifierKey key) throws Exception {
        return LedgerVerifier.verify(
                disk.asLogFiles(), FolderTrust.of(key, disk.asLogFiles()).trust(), VerifyOptions.ALL);
    }

    private static LogSigner newKey(VerifierKey like) {
        return LogSigner.generate(raw -> like.name(), new SecureRandom());
    }

    private static LedgerSettings given(LogSigner... keys) {
        return TestLedgers.BY_HAND.with(
                new LedgerSettings.FromOutside(List.of(keys), Optional.empty(), Optional.empty()));
    }

    private Ledger open(LogSigner... keys) {
        return TestLedgers.open(disk, given(keys), TestLedgers.NOON);
    }

    private List<String> signersAt(long size) throws Exception {
        byte[] note = disk.read(PATHS.checkpoint(size)).orElseThrow();
        return SignedNote.parse(note).lines().stream()
                .map(line -> java.util.HexFormat.of().formatHex(line.keyId()))
                .toList();
    }

    private String line(java.nio.file.Path file) {
        return new String(disk.read(file).orElseThrow(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void both_keys_sign_from_the_first_step_to_the_second() throws Exception {
        VerifierKey old;
        VerifierKey next;
        try (Ledger ledger = TestLedgers.open(disk)) {
            old = ledger.key();
            ledger.append(TestLedgers.drafts(0, 3));
            ledger.publish();
            Entry begun = ledger.beginRotation(Optional.empty());
            next = ledger.key();
            assertThat(begun.sequence()).isEqualTo(3);
            assertThat(ledger.published().size()).isEqualTo(4);
            ledger.append(TestLedgers.drafts(4, 6));
            ledger.publish();
            ledger.finishRotation();
            ledger.append(TestLedgers.drafts(7, 9));
        }
        assertThat(next).isNotEqualTo(old);
        assertThat(next.name()).isEqualTo(old.name());
        assertThat(signersAt(0)).containsExactly(old.hexId());
        assertThat(signersAt(3)).containsExactly(old.hexId());
        assertThat(signersAt(4)).containsExactly(old.hexId(), next.hexId());
        assertThat(signersAt(6)).containsExactly(old.hexId(), next.hexId());
        assertThat(signersAt(7)).containsExactly(next.hexId());
        assertThat(signersAt(9)).containsExactly(next.hexId());
        LogPolicy policy = LogPolicy.parse(disk.read(PATHS.policy()).orElseThrow());
        assertThat(policy.logs())
                .containsExactly(LogPolicy.Log.of(old, new SizeRange(0, 6)), LogPolicy.Log.of(next, SizeRange.from(4)));
        assertThat(line(PATHS.publishedKey())).isEqualTo(next.line());
        assertThat(line(PATHS.trustedKey())).isEqualTo(next.line());
        assertThat(LogSigner.parse(line(PATHS.signingKey())))
                .map(LogSigner::verifier)
                .contains(next);
        assertThat(disk.exists(PATHS.nextSigningKey())).isFalse();

        assertThat(verify(disk).faults()).isEmpty();
        assertThat(verify(disk, old).faults()).isEmpty();
        assertThat(verify(disk, next).faults()).isEmpty();
        assertThat(FolderTrust.of(old, disk.asLogFiles()).notes())
                .anySatisfy(note -> assertThat(note).contains("vouches for", next.hexId()))
                .anySatisfy(note -> assertThat(note).contains("entry 3, entry 6"));
        assertThat(verify(disk, newKey(old).verifier()).faults()).isNotEmpty();
    }

    @Test
    void keys_can_be_changed_again_and_the_first_one_still_leads_to_the_last() throws Exception {
        VerifierKey first;
        VerifierKey second;
        try (Ledger ledger = TestLedgers.open(disk)) {
            first = ledger.key();
            ledger.append(TestLedgers.drafts(0, 300));
            ledger.beginRotation(Optional.empty());
            second = ledger.key();
            ledger.finishRotation();
            ledger.append(TestLedgers.drafts(302, 310));
            ledger.beginRotation(Optional.empty());
        }
        try (Ledger ledger = TestLedgers.open(disk)) {
            ledger.append(TestLedgers.drafts(311, 312));
            ledger.finishRotation();
        }
        assertThat(verify(disk).faults()).isEmpty();
        assertThat(verify(disk, first).faults()).isEmpty();
        assertThat(verify(disk, second).faults()).isEmpty();
    }

    @Test
    void a_list_of_keys_that_was_lost_or_is_of_another_day_is_made_anew_from_the_log() throws Exception {
        byte[] ofBefore;
        try (Ledger ledger = TestLedgers.open(disk)) {
            ofBefore = disk.read(PATHS.policy()).orElseThrow();
            ledger.append(TestLedgers.drafts(0, 260));
            ledger.beginRotation(Optional.empty());
            ledger.finishRotation();
            ledger.append(TestLedgers.drafts(262, 263));
        }
        byte[] newest = disk.read(PATHS.policy()).orElseThrow();
        for (Optional<byte[]> left : List.of(Optional.of(ofBefore), Optional.<byte[]>empty())) {
            disk.delete(PATHS.policy());
            left.ifPresent(bytes -> disk.overwrite(PATHS.policy(), bytes));
            TestLedgers.open(disk).close();
            assertThat(disk.read(PATHS.policy())).hasValue(newest);
            assertThat(verify(disk).faults()).isEmpty();
        }
        // One that says other sizes opens the log, and is told by whoever checks.
        String wrong = new String(newest, StandardCharsets.UTF_8).replace("0-261", "0-262");
        disk.overwrite(PATHS.policy(), wrong.getBytes(StandardCharsets.UTF_8));
        assertThat(verify(disk).faults())
                .extracting(dev.whence.audit.Fault::place)
                .contains("keys/policy");
    }

    @Test
    void an_old_list_of_keys_does_not_make_it_forget_the_key_that_is_to_follow() throws Exception {
        VerifierKey next;
        byte[] ofBefore;
        try (Ledger ledger = TestLedgers.open(disk)) {
            ofBefore = disk.read(PATHS.policy()).orElseThrow();
            ledger.beginRotation(Optional.empty());
            next = ledger.key();
        }
        disk.overwrite(PATHS.policy(), ofBefore);
        try (Ledger ledger = TestLedgers.open(disk)) {
            assertThat(ledger.key()).isEqualTo(next);
            ledger.finishRotation();
        }
        assertThat(verify(disk).faults()).isEmpty();
    }

    @Test
    void refuses_steps_out_of_turn_and_keys_that_are_not_for_this_log() {
        try (Ledger ledger = TestLedgers.open(disk)) {
            assertThatThrownBy(ledger::finishRotation).hasMessageContaining("whence keys rotate");
            assertThatThrownBy(() -> ledger.beginRotation(
                            Optional.of(LogSigner.generate(raw -> "example.com/other", new SecureRandom()))))
                    .hasMessageContaining("must have the log's name");
            ledger.beginRotation(Optional.empty());
            assertThatThrownBy(() -> ledger.beginRotation(Optional.empty())).hasMessageContaining("--finish");
            assertThat(ledger.size()).isEqualTo(1);
            ledger.finishRotation();
        }
    }

    @Test
    void nobody_else_writes_that_the_log_changes_its_key() {
        KeyRotation rotation;
        try (Ledger ledger = TestLedgers.open(disk)) {
            LogSigner mine = LogSigner.parse(line(PATHS.signingKey())).orElseThrow();
            rotation = KeyRotation.begin(mine, newKey(ledger.key()), 1);
            assertThatThrownBy(() -> ledger.append(List.of(KeyChange.draft(rotation))))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void a_rotation_that_the_old_key_has_not_signed_is_refused() throws Exception {
        try (Ledger ledger = TestLedgers.open(disk)) {
            ledger.append(TestLedgers.drafts(0, 2));
        }
        VerifierKey key = VerifierKey.parse(line(PATHS.trustedKey())).orElseThrow();
        LogSigner thief = newKey(key);
        // As the thief would have it: its own signature where the old key's has to be.
        KeyRotation honest = KeyRotation.begin(newKey(key), thief, 3);
        KeyRotation forged =
                new KeyRotation(KeyRotation.Step.BEGIN, key, thief.verifier(), 3, honest.byOld(), honest.byNew());
        assertThatThrownBy(() -> KeyRotation.parse(forged.payload()))
                .hasMessageContaining("not signed by the old key " + key.hexId());
        appendBehindTheBackOfTheLedger(forged);
        assertThatThrownBy(() -> TestLedgers.open(disk))
                .isInstanceOf(LedgerDamagedException.class)
                .hasMessageContaining("not signed by the old key");
        assertThat(verify(disk).faults())
                .anySatisfy(fault -> assertThat(fault.message()).contains("not signed by the old key"));
    }

    private void appendBehindTheBackOfTheLedger(KeyRotation rotation) throws Exception {
        Recovery.Found found = new Recovery(
                        PATHS, disk, LogPolicy.parse(disk.read(PATHS.policy()).orElseThrow()))
                .recover();
        Blinding blinding = new LogKeys(PATHS, disk, new DurableFiles(disk, PATHS.data())).blinding();
        EntryChain chain = new EntryChain(blinding, TestLedgers.NOON, sequence -> "", found.last());
        List<Entry> entries = chain.extend(List.of(KeyChange.draft(rotation)));
        disk.overwrite(PATHS.walSegment(entries.get(0).sequence()), WalFormat.encode(entries));
    }

    @Test
    void a_history_takes_only_what_continues_it() throws Exception {
        LogSigner one = LogSigner.generate(raw -> "example.com/log", new SecureRandom());
        LogSigner two = newKey(one.verifier());
        LogSigner three = newKey(one.verifier());
        KeyHistory start = KeyHistory.of(one.verifier());
        KeyRotation begin = KeyRotation.begin(one, two, 5);
        assertThat(KeyRotation.parse(begin.payload())).isEqualTo(begin);
        assertThatThrownBy(() -> start.with(3, begin)).hasMessageContaining("speaks of size 5");
        KeyHistory both = start.with(4, begin);
        assertThat(both.signing(4)).containsExactly(one.verifier());
        assertThat(both.signing(5)).containsExactly(one.verifier(), two.verifier());
        for (KeyRotation wrong : List.of(
                KeyRotation.begin(one, three, 5),
                KeyRotation.begin(two, three, 5),
                KeyRotation.finish(two.verifier(), one, 5),
                KeyRotation.finish(one.verifier(), three, 5))) {
            assertThatThrownBy(() -> both.with(4, wrong)).isInstanceOf(RefusedException.class);
        }
        assertThatThrownBy(() -> start.with(4, KeyRotation.begin(two, three, 5)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> start.with(4, KeyRotation.begin(one, one, 5))).isInstanceOf(RefusedException.class);
        KeyHistory after = both.with(9, KeyRotation.finish(one.verifier(), two, 10));
        assertThat(after.signing(9)).containsExactly(one.verifier(), two.verifier());
        assertThat(after.signing(10)).containsExactly(two.verifier());
        assertThatThrownBy(() -> after.with(10, KeyRotation.begin(two, one, 11)))
                .hasMessageContaining("not a new one");
        String changed = new String(begin.payload(), StandardCharsets.UTF_8).replace(":5,", ":6,");
        assertThatThrownBy(() -> KeyRotation.parse(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void keys_from_outside_sign_and_are_never_written_to_the_disk() throws Exception {
        LogSigner first = LogSigner.generate(raw -> "example.com/log", new SecureRandom());
        LogSigner second = newKey(first.verifier());
        try (Ledger ledger = open(first)) {
            assertThat(ledger.key()).isEqualTo(first.verifier());
            ledger.append(TestLedgers.drafts(0, 2));
        }
        assertThatThrownBy(() -> TestLedgers.open(disk)).hasMessageContaining("ledger.key-file");
        assertThatThrownBy(() -> open(second)).hasMessageContaining("do not hold it");
        try (Ledger ledger = open(first)) {
            ledger.beginRotation(Optional.of(second));
            ledger.append(TestLedgers.drafts(3, 4));
        }
        assertThatThrownBy(() -> open(first))
                .hasMessageContaining(second.verifier().hexId());
        try (Ledger ledger = open(first, second)) {
            ledger.append(TestLedgers.drafts(4, 5));
            ledger.finishRotation();
        }
        open(second).close();
        assertThat(verify(disk).faults()).isEmpty();
        assertThat(signersAt(4)).hasSize(2);
        disk.files()
                .forEach((file, bytes) -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                        .as(file.toString())
                        .doesNotContain("PRIVATE+KEY"));
    }

    @Test
    void a_key_in_the_folder_can_give_way_to_one_from_outside() throws Exception {
        LogSigner outside;
        try (Ledger ledger = TestLedgers.open(disk)) {
            outside = newKey(ledger.key());
            ledger.beginRotation(Optional.of(outside));
        }
        try (Ledger ledger = open(outside)) {
            ledger.finishRotation();
        }
        assertThat(disk.exists(PATHS.signingKey())).isFalse();
        open(outside).close();
        assertThat(verify(disk).faults()).isEmpty();
    }

    /** Every step of both changes fails once; the next start brings the keys to where the entries say they are. */
    @ParameterizedTest
    @CsvSource({"NOT_PERSISTED, true", "PERSISTED, false", "SHORT, true"})
    void whatever_a_crash_cuts_off_is_finished_by_the_next_start(FaultyDisk.Fault fault, boolean losesPower)
            throws Exception {
        MemoryDisk before = new MemoryDisk();
        try (Ledger ledger = TestLedgers.open(before)) {
            ledger.append(TestLedgers.drafts(0, 3));
        }
        int step = 0;
        for (boolean failed = true; failed; step++) {
            MemoryDisk memory = before.copy();
            FaultyDisk faulty = new FaultyDisk(memory, fault, step);
            changeKeys(faulty);
            failed = faulty.hasFailed();
            if (losesPower) {
                memory.losePower();
            }
            assertHealed(memory, fault + " at step " + step);
        }
        assertThat(step).isGreaterThan(80);
    }

    private static void changeKeys(FaultyDisk faulty) {
        try (Ledger ledger = TestLedgers.open(faulty, TestLedgers.BY_HAND, TestLedgers.NOON)) {
            ledger.beginRotation(Optional.empty());
            ledger.append(TestLedgers.drafts(4, 5));
            ledger.finishRotation();
        } catch (LedgerException | RefusedException itFailed) {
            assertThat(faulty.hasFailed()).as(itFailed.getMessage()).isTrue();
        }
    }

    private static void assertHealed(MemoryDisk memory, String scene) throws Exception {
        KeyHistory history;
        try (Ledger ledger = TestLedgers.open(memory)) {
            history = KeyHistory.of(ledger.policy());
            ledger.append(TestLedgers.drafts(1000, 1001));
        }
        assertThat(verify(memory).faults()).as(scene).isEmpty();
        assertThat(verify(memory).notices()).as(scene).isEmpty();
        assertThat(memory.exists(PATHS.nextSigningKey())).as(scene).isEqualTo(history.isOverlapping());
        // What was begun can be finished, and begun anew.
        try (Ledger ledger = TestLedgers.open(memory)) {
            if (!KeyHistory.of(ledger.policy()).isOverlapping()) {
                ledger.beginRotation(Optional.empty());
            }
            ledger.finishRotation();
        }
        assertThat(verify(memory).faults()).as(scene).isEmpty();
        VerifierKey first = history.spans().get(0).key();
        assertThat(verify(memory, first).faults()).as(scene).isEmpty();
    }
}
