package dev.whence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerPaths;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.OneKeyTrust;
import dev.whence.tlog.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerVerifierTest {
    private static final String SEGMENT = "ledger/wal/00000000000000000000.wal";

    @TempDir
    private Path data;

    private static List<Fault> faults(LogFiles files) throws Exception {
        return LedgerVerifier.verify(files).faults();
    }

    @Test
    void finds_a_cleanly_stopped_log_sound() throws Exception {
        Verification verification = LedgerVerifier.verify(Logs.small(data));
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.notices()).isEmpty();
        assertThat(verification.unchecked()).isEmpty();
        assertThat(verification.size()).isEqualTo(3);
        assertThat(verification.entries()).isEqualTo(3);
        assertThat(verification.checkpoints()).isEqualTo(3);
        assertThat(verification.root()).isPresent();
        assertThat(verification.fingerprint())
                .hasValueSatisfying(f -> assertThat(f).startsWith("sha256:"));
        assertThat(LedgerVerifier.verify(data)).isEqualTo(verification);
    }

    @Test
    void finds_an_empty_log_sound() throws Exception {
        Logs.open(data).close();
        Verification verification = LedgerVerifier.verify(data);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.root()).contains(TreeHasher.EMPTY_ROOT);
    }

    @Test
    void finds_every_single_changed_byte_of_every_file_and_accuses_only_that_file() throws Exception {
        CopiedFiles files = Logs.small(data);
        for (String name : files.audited()) {
            byte[] bytes = files.get(name);
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                // Every bit has its turn: in base64 and in text, some of them are easier to miss.
                changed[i] ^= (byte) (1 << (i % Byte.SIZE));
                files.put(name, changed);
                assertAccused(files, name, "byte " + i + " of " + name);
            }
            files.put(name, bytes);
        }
        assertThat(faults(files)).isEmpty();
    }

    @Test
    void finds_a_changed_byte_in_full_tiles_and_bundles() throws Exception {
        CopiedFiles files = Logs.withCheckpoints(data, 300, 600);
        assertThat(faults(files)).isEmpty();
        for (String name : files.audited()) {
            byte[] bytes = files.get(name);
            for (int i = 0; i < bytes.length; i += 1 + bytes.length / 7) {
                byte[] changed = bytes.clone();
                changed[i] ^= 1;
                files.put(name, changed);
                assertAccused(files, name, "byte " + i + " of " + name);
            }
            files.put(name, bytes);
        }
    }

    private static void assertAccused(CopiedFiles files, String name, String change) throws Exception {
        assertThat(faults(files))
                .as(change)
                .isNotEmpty()
                .allMatch(fault -> (fault.place() + " ").startsWith(name + " "));
    }

    @Test
    void finds_missing_and_foreign_files_and_bytes_at_the_end() throws Exception {
        CopiedFiles whole = Logs.small(data);
        for (String name : whole.audited()) {
            for (int more : List.of(1, 2, 32, 8192)) {
                CopiedFiles longer = whole.copy();
                // Two zeros are a whole entry without bytes, 32 a whole hash.
                longer.put(name, Arrays.copyOf(whole.get(name), whole.get(name).length + more));
                assertThat(faults(longer)).as(more + " more in " + name).isNotEmpty();
            }
            CopiedFiles less = whole.copy();
            less.remove(name);
            if (!name.equals("ledger/checkpoints/2")) {
                assertThat(faults(less)).as("without " + name).isNotEmpty();
            }
        }
        for (String foreign : List.of(
                "ledger/x",
                "ledger/tile/0/x000/000",
                "ledger/tile/0/000.p/6",
                "ledger/tile/entries/001",
                "ledger/checkpoints/02",
                "ledger/checkpoints/6",
                "ledger/checkpoints/a/3",
                "ledger/wal/note",
                "ledger/wal/a/00000000000000000003.wal",
                "blobs/x",
                "blobs/sha256/" + "0".repeat(64))) {
            CopiedFiles more = whole.copy();
            more.put(foreign, new byte[1]);
            assertThat(faults(more))
                    .as("with " + foreign)
                    .extracting(Fault::place)
                    .contains(foreign);
        }
    }

    @Test
    void finds_a_partial_tile_that_is_as_long_as_a_full_one() throws Exception {
        CopiedFiles files = Logs.small(data);
        String tile = "ledger/tile/0/000.p/3";
        files.put(tile, Arrays.copyOf(files.get(tile), 8192));
        assertThat(faults(files)).extracting(Fault::place).containsOnly(tile);
    }

    @Test
    void finds_a_signature_line_that_nobody_accounts_for() throws Exception {
        CopiedFiles files = Logs.small(data);
        for (String name : List.of("ledger/checkpoint", "ledger/checkpoints/0", "ledger/checkpoints/3")) {
            CopiedFiles more = files.copy();
            String note = new String(files.get(name), StandardCharsets.UTF_8);
            more.put(name, (note + "\u2014 somebody.example AAAAAAAA\n").getBytes(StandardCharsets.UTF_8));
            assertThat(faults(more)).extracting(Fault::place).contains(name);
        }
    }

    @Test
    void finds_a_log_that_was_rewritten_without_the_key() throws Exception {
        CopiedFiles mine = Logs.small(data.resolve("mine"));
        CopiedFiles other = Logs.small(data.resolve("other"));
        CopiedFiles forged = other.copy();
        forged.put("keys/log.vkey", mine.get("keys/log.vkey"));
        forged.put("keys/policy", mine.get("keys/policy"));
        assertThat(faults(forged)).extracting(Fault::place).contains("ledger/checkpoint", "ledger/log.vkey");
        VerifierKey key = VerifierKey.parse(new String(mine.get("ledger/log.vkey"), StandardCharsets.UTF_8).strip())
                .orElseThrow();
        assertThat(LedgerVerifier.verify(data.resolve("other"), key).isSound()).isFalse();
        assertThat(LedgerVerifier.verify(data.resolve("mine"), key).isSound()).isTrue();
    }

    @Test
    void says_so_where_there_is_no_key_to_trust() throws Exception {
        CopiedFiles files = Logs.small(data);
        files.remove("keys/policy");
        assertThat(faults(files)).isEmpty();
        files.remove("keys/log.vkey");
        assertThat(faults(files)).extracting(Fault::place).containsExactly("keys/log.vkey");
    }

    @Test
    void notices_what_is_not_published_yet_and_checks_it() throws Exception {
        CopiedFiles crashed;
        try (Ledger ledger = Logs.open(data)) {
            ledger.append(Logs.drafts(0, 3));
            crashed = CopiedFiles.of(data);
        }
        Verification verification = LedgerVerifier.verify(crashed);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.message()).startsWith("3 entries are not published"));

        byte[] bytes = crashed.get(SEGMENT);
        crashed.put(SEGMENT, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(faults(crashed)).isEmpty();
        assertThat(LedgerVerifier.verify(crashed).notices()).hasSize(2);

        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            crashed.put(SEGMENT, changed);
            assertThat(faults(crashed))
                    .as("byte " + i)
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.place()).startsWith(SEGMENT + " byte "));
        }
    }

    @Test
    void notices_what_a_write_that_failed_leaves_behind() throws Exception {
        CopiedFiles files = Logs.small(data);
        List<String> left = List.of(
                "ledger/wal/00000000000000000003.wal",
                "ledger/wal/unfinished.tmp",
                "blobs/sha256/" + "0".repeat(64) + ".staged");
        left.forEach(name -> files.put(name, new byte[0]));
        Verification verification = LedgerVerifier.verify(files);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.notices()).extracting(Fault::place).containsExactlyInAnyOrderElementsOf(left);
    }

    @Test
    void accepts_a_log_whose_partial_tiles_are_gone() throws Exception {
        Logs.withCheckpoints(data, 10, 270);
        Path partial = new LedgerPaths(data).ledger().resolve("tile/entries/000.p/10");
        assertThat(partial).exists();
        Clock later = Clock.fixed(Instant.parse("2026-03-01T13:00:00Z"), ZoneOffset.UTC);
        Ledger.open(data, Logs.BY_HAND.withPartialGrace(Duration.ofMinutes(59)), later)
                .close();
        assertThat(partial).doesNotExist();
        assertThat(Files.exists(partial.resolveSibling("../001.p/14").normalize()))
                .isTrue();
        assertThat(LedgerVerifier.verify(data).faults()).isEmpty();
    }

    @Test
    void goes_on_from_a_checkpoint_that_was_verified_before() throws Exception {
        CopiedFiles files = Logs.withCheckpoints(data, 300, 700, 1030, 1100);
        for (long since : new long[] {0, 300, 700, 1030, 1100}) {
            Verification verification = since(files, since);
            assertThat(verification.faults()).as("since " + since).isEmpty();
            assertThat(verification.entries()).isBetween(1100 - since, 1100 - since + 512);
        }
        assertThat(since(files, 1030).unchecked())
                .singleElement()
                .satisfies(left -> assertThat(left).contains("1030"));
    }

    @Test
    void finds_what_changed_since_a_checkpoint_and_not_what_lies_before_it() throws Exception {
        CopiedFiles files = Logs.withCheckpoints(data, 300, 1030, 1100);
        for (String name :
                List.of("ledger/tile/entries/004.p/76", "ledger/tile/0/004.p/76", "ledger/checkpoints/1100")) {
            CopiedFiles changed = changed(files, name);
            assertThat(since(changed, 1030).faults()).extracting(Fault::place).allMatch(p -> p.startsWith(name));
            assertThat(since(changed, 1030).isSound()).isFalse();
        }
        assertThat(since(changed(files, "ledger/tile/entries/000"), 1030).faults())
                .isEmpty();
        // The tiles above the leaves carry what is trusted on to the new root.
        assertThat(since(changed(files, "ledger/tile/1/000.p/4"), 1030).faults())
                .isNotEmpty();
    }

    @Test
    void does_not_go_on_from_a_checkpoint_that_is_not_there_or_that_the_log_fell_behind() throws Exception {
        CopiedFiles files = Logs.withCheckpoints(data, 300, 400);
        assertThat(since(files, 350).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.place()).isEqualTo("ledger/checkpoints/350"));
        assertThat(since(files, 500).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("400").contains("500"));
        CopiedFiles forged = files.copy();
        forged.put("ledger/checkpoints/300", files.get("ledger/checkpoints/400"));
        assertThat(since(forged, 300).isSound()).isFalse();
    }

    @Test
    void leaves_payloads_out_where_asked() throws Exception {
        CopiedFiles files = Logs.small(data);
        String blob = files.below("blobs").get(0);
        CopiedFiles changed = changed(files, blob);
        VerifyOptions options = VerifyOptions.ALL.withoutPayloads();
        assertThat(verify(changed, options).faults()).isEmpty();
        assertThat(verify(changed, options).unchecked()).isNotEmpty();
        assertThat(faults(changed)).extracting(Fault::place).containsExactly(blob);
    }

    @Test
    void finds_the_same_on_one_thread_and_tells_how_far_it_is() throws Exception {
        CopiedFiles files = Logs.withCheckpoints(data, 600);
        long[] reached = new long[2];
        VerifyOptions options = VerifyOptions.ALL.onOneThread().telling((done, all) -> {
            reached[0] = done;
            reached[1] = all;
        });
        assertThat(verify(files, options)).isEqualTo(LedgerVerifier.verify(files));
        assertThat(reached).containsExactly(600, 600);
    }

    private static CopiedFiles changed(CopiedFiles files, String name) {
        CopiedFiles changed = files.copy();
        byte[] bytes = files.get(name);
        bytes[bytes.length / 2] ^= 1;
        changed.put(name, bytes);
        return changed;
    }

    private static Verification since(CopiedFiles files, long size) throws Exception {
        return verify(files, VerifyOptions.ALL.since(size));
    }

    private static Verification verify(CopiedFiles files, VerifyOptions options) throws Exception {
        VerifierKey key = FolderTrust.ownKey(files).orElseThrow();
        return LedgerVerifier.verify(files, new OneKeyTrust(key), options);
    }
}
