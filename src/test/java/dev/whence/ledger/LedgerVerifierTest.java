package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.PolicyLabel;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.TilePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerVerifierTest {
    private static final LedgerPaths PATHS = new LedgerPaths(MemoryDisk.DATA);

    /** Three entries, one of them not public, and the checkpoints 0, 2 and 3. */
    private static MemoryDisk smallLog() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        try (Ledger ledger = TestLedgers.open(disk)) {
            ledger.append(List.of(TestLedgers.draft(0), secret()));
            ledger.publish();
            ledger.append(List.of(TestLedgers.draft(2)));
        }
        return disk;
    }

    private static EntryDraft secret() {
        return TestLedgers.draft("s", PolicyLabel.RESTRICTED, "{\"run_id\":\"s\"}");
    }

    private static Verification verify(MemoryDisk disk) {
        return LedgerVerifier.verify(PATHS, disk, Optional.empty());
    }

    @Test
    void finds_a_cleanly_stopped_log_sound() throws Exception {
        MemoryDisk disk = smallLog();
        Verification verification = verify(disk);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.notices()).isEmpty();
        assertThat(verification.size()).isEqualTo(3);
        assertThat(verification.root()).isPresent();
        assertThat(verification.fingerprint())
                .hasValueSatisfying(f -> assertThat(f).startsWith("sha256:"));
    }

    @Test
    void finds_an_empty_log_sound() {
        MemoryDisk disk = new MemoryDisk();
        TestLedgers.open(disk).close();
        Verification verification = verify(disk);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.root()).contains(TreeHasher.EMPTY_ROOT);
    }

    @Test
    void finds_every_single_changed_byte_of_every_file_and_accuses_only_that_file() throws Exception {
        MemoryDisk disk = smallLog();
        for (Map.Entry<Path, byte[]> file : disk.files().entrySet()) {
            String place = PATHS.place(file.getKey());
            if (!place.startsWith("ledger/") && !place.startsWith("blobs/")) {
                continue;
            }
            byte[] bytes = file.getValue();
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                // Every bit has its turn: in base64 and in text, some of them are easier to miss.
                changed[i] ^= (byte) (1 << (i % Byte.SIZE));
                disk.overwrite(file.getKey(), changed);
                assertAccused(disk, place, "byte " + i + " of " + place);
            }
            disk.overwrite(file.getKey(), bytes);
        }
        assertThat(verify(disk).faults()).isEmpty();
    }

    @Test
    void finds_a_changed_byte_in_full_tiles_and_bundles() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        try (Ledger ledger = TestLedgers.open(disk)) {
            ledger.append(TestLedgers.drafts(0, 300));
            ledger.publish();
            ledger.append(TestLedgers.drafts(300, 600));
        }
        assertThat(verify(disk).faults()).isEmpty();
        for (Map.Entry<Path, byte[]> file : disk.files().entrySet()) {
            String place = PATHS.place(file.getKey());
            if (place.startsWith("ledger/")) {
                byte[] bytes = file.getValue();
                for (int i = 0; i < bytes.length; i += 1 + bytes.length / 7) {
                    byte[] changed = bytes.clone();
                    changed[i] ^= 1;
                    disk.overwrite(file.getKey(), changed);
                    assertAccused(disk, place, "byte " + i + " of " + place);
                }
                disk.overwrite(file.getKey(), bytes);
            }
        }
    }

    private static void assertAccused(MemoryDisk disk, String place, String change) {
        List<Fault> faults = verify(disk).faults();
        assertThat(faults).as(change).isNotEmpty().allMatch(fault -> (fault.place() + " ").startsWith(place + " "));
    }

    @Test
    void finds_missing_and_foreign_files_and_bytes_at_the_end() throws Exception {
        MemoryDisk whole = smallLog();
        for (Path file : whole.files().keySet()) {
            String place = PATHS.place(file);
            if (place.startsWith("ledger/") || place.startsWith("blobs/")) {
                MemoryDisk longer = whole.copy();
                byte[] bytes = longer.files().get(file);
                longer.overwrite(file, Arrays.copyOf(bytes, bytes.length + 1));
                assertThat(verify(longer).faults()).as("longer " + place).isNotEmpty();
                MemoryDisk less = whole.copy();
                less.delete(file);
                if (!place.equals("ledger/checkpoints/2")) {
                    assertThat(verify(less).faults()).as("without " + place).isNotEmpty();
                }
            }
        }
        for (String foreign : List.of(
                "ledger/x",
                "ledger/tile/0/x000/000",
                "ledger/tile/0/000.p/6",
                "ledger/tile/entries/001",
                "ledger/checkpoints/02",
                "ledger/checkpoints/6",
                "ledger/wal/note",
                "blobs/x",
                "blobs/sha256/" + "0".repeat(64))) {
            MemoryDisk more = whole.copy();
            more.overwrite(MemoryDisk.DATA.resolve(foreign), new byte[1]);
            assertThat(verify(more).faults())
                    .as("with " + foreign)
                    .extracting(Fault::place)
                    .contains(foreign);
        }
    }

    @Test
    void finds_a_log_that_was_rewritten_without_the_key() throws Exception {
        MemoryDisk mine = smallLog();
        MemoryDisk other = smallLog();
        MemoryDisk forged = other.copy();
        for (String key : List.of("keys/log.vkey", "keys/log.key")) {
            forged.overwrite(MemoryDisk.DATA.resolve(key), mine.files().get(MemoryDisk.DATA.resolve(key)));
        }
        assertThat(verify(forged).faults()).extracting(Fault::place).contains("ledger/checkpoint", "ledger/log.vkey");
        VerifierKey mineKey = VerifierKey.parse(
                        new String(mine.files().get(PATHS.publishedKey()), StandardCharsets.UTF_8).strip())
                .orElseThrow();
        assertThat(LedgerVerifier.verify(PATHS, other, Optional.of(mineKey)).isSound())
                .isFalse();
        assertThat(LedgerVerifier.verify(PATHS, mine, Optional.of(mineKey)).isSound())
                .isTrue();
    }

    @Test
    void notices_what_is_not_published_yet_and_checks_it() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        Ledger ledger = TestLedgers.open(disk);
        ledger.append(TestLedgers.drafts(0, 3));
        MemoryDisk crashed = disk.copy();
        assertThat(verify(crashed).faults()).isEmpty();
        assertThat(verify(crashed).notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.message()).startsWith("3 entries are not published"));

        Path segment = PATHS.walSegment(0);
        byte[] bytes = crashed.files().get(segment);
        crashed.overwrite(segment, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(verify(crashed).faults()).isEmpty();
        assertThat(verify(crashed).notices()).hasSize(2);

        bytes[30] ^= 1;
        crashed.overwrite(segment, bytes);
        assertThat(verify(crashed).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.place()).isEqualTo("ledger/wal/00000000000000000000.wal byte 0"));
        ledger.close();
    }

    @Test
    void accepts_a_log_whose_partial_tiles_are_gone() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        Clock later = Clock.fixed(Instant.parse("2026-03-01T13:00:00Z"), ZoneOffset.UTC);
        try (Ledger ledger = TestLedgers.open(disk)) {
            ledger.append(TestLedgers.drafts(0, 10));
            ledger.publish();
            ledger.append(TestLedgers.drafts(10, 270));
        }
        assertThat(disk.exists(PATHS.tile(TilePath.bundle(0, 10)))).isTrue();
        LedgerSettings settings = TestLedgers.BY_HAND.withPartialGrace(Duration.ofMinutes(59));
        TestLedgers.open(disk, settings, TestLedgers.NOON).close();
        assertThat(disk.exists(PATHS.tile(TilePath.bundle(0, 10)))).isTrue();
        TestLedgers.open(disk, settings, later).close();
        assertThat(disk.exists(PATHS.tile(TilePath.bundle(0, 10)))).isFalse();
        assertThat(disk.exists(PATHS.tile(new TilePath(0, 0, 10)))).isFalse();
        assertThat(disk.exists(PATHS.tile(TilePath.bundle(1, 14)))).isTrue();
        assertThat(verify(disk).faults()).isEmpty();
    }
}
