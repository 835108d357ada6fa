package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.whence.audit.LedgerVerifier;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.NaiveTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final LedgerPaths MEMORY = new LedgerPaths(MemoryDisk.DATA);
    private static final ReceiptId OTHER = new ReceiptId("ab".repeat(32));

    @TempDir
    Path data;

    private static EntryDraft full(PolicyLabel label, String payload) {
        EntryDraft plain = TestLedgers.draft("run/ä 1", label, payload);
        return new EntryDraft(
                plain.kind(),
                "acme",
                plain.subject(),
                Optional.of("alice"),
                label,
                plain.receiptId(),
                true,
                Optional.of(OTHER),
                Optional.of(Instant.parse("2030-01-01T00:00:00Z")),
                Map.of("incident_prev", "sha256:" + "0".repeat(64)),
                Optional.of("key-1"),
                plain.payload(),
                Map.of(),
                Map.of());
    }

    @Test
    void keeps_what_is_handed_in_and_gives_it_back_after_a_restart() throws Exception {
        String payload = "{\n \"run_id\": \"run/ä 1\" }";
        List<Entry> entries;
        try (Ledger ledger = TestLedgers.open(data)) {
            entries = ledger.append(List.of(full(PolicyLabel.PUBLIC, payload), TestLedgers.draft(1)));
            assertThat(ledger.size()).isEqualTo(2);
        }
        try (Ledger ledger = TestLedgers.open(data)) {
            assertThat(ledger.size()).isEqualTo(2);
            assertThat(ledger.published().size()).isEqualTo(2);
            Entry entry = ledger.entry(0);
            assertThat(entry.event()).isEqualTo(entries.get(0).event());
            assertThat(ledger.payload(entry))
                    .hasValueSatisfying(bytes ->
                            assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo(payload));
            assertThat(new String(entry.bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"chain\":{\"incident_prev\":\"sha256:" + "0".repeat(64)
                            + "\"},\"embargo_until\":\"2030-01-01T00:00:00.000Z\",\"idem\":\"key-1\",\"kind\":\"run\","
                            + "\"label\":\"public\",\"lenient\":true,\"org\":\"acme\",\"prev_event_hash\":\""
                            + "0".repeat(64) + "\",\"receipt_id\":\""
                            + entry.event().receiptId().text()
                            + "\",\"seq\":0,\"subject\":\"run/ä 1\",\"submitter\":\"alice\",\"supersedes\":\""
                            + OTHER.text() + "\",\"time\":\"2026-03-01T12:00:00.123Z\",\"v\":1}\n" + payload);
            assertThat(ledger.entry(1).event().previousEventHash()).isEqualTo(entry.eventHash());
            assertThat(entry.facts().sequence()).isZero();
            assertThat(entry.facts().eventHash()).startsWith("sha256:");
            assertThatThrownBy(() -> ledger.entry(2)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void keeps_members_that_it_does_not_know() throws Exception {
        Event event = TestLedgers.open(new MemoryDisk())
                .append(List.of(TestLedgers.draft(0)))
                .get(0)
                .event();
        String line = new String(EventLine.write(event), StandardCharsets.UTF_8);
        String later = line.replace("\"v\":1", "\"v\":2,\"zone\":7");
        Event read = EventLine.read(later.getBytes(StandardCharsets.UTF_8));
        assertThat(read.others()).containsExactly(Map.entry("zone", IntNode.valueOf(7)));
        assertThat(EventLine.write(read)).asString(StandardCharsets.UTF_8).isEqualTo(later);
    }

    @Test
    void refuses_an_event_line_that_is_too_long_before_anything_is_written() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        Ledger ledger = TestLedgers.open(disk);
        EntryDraft tooLong = TestLedgers.draft("x".repeat(9000), PolicyLabel.PUBLIC, "{}");
        assertThatThrownBy(() -> ledger.append(List.of(TestLedgers.draft(0), tooLong)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.TOO_LARGE));
        assertThatThrownBy(() -> ledger.check(tooLong)).isInstanceOf(RefusedException.class);
        ledger.check(TestLedgers.draft(0));
        assertThat(ledger.size()).isZero();
        assertThat(disk.list(MEMORY.wal())).isEmpty();
        assertThat(ledger.append(List.of(TestLedgers.draft(0)))).hasSize(1);
        // Hidden, the same long name is short.
        ledger.append(List.of(TestLedgers.draft("x".repeat(9000), PolicyLabel.INTERNAL, "{}")));
    }

    @Test
    void what_check_lets_pass_can_be_appended() throws Exception {
        Ledger ledger = TestLedgers.open(new MemoryDisk());
        int length = 8192;
        EntryDraft draft = TestLedgers.draft("x".repeat(length), PolicyLabel.PUBLIC, "{}");
        while (true) {
            try {
                ledger.check(draft);
                break;
            } catch (RefusedException tooLong) {
                draft = TestLedgers.draft("x".repeat(--length), PolicyLabel.PUBLIC, "{}");
            }
        }
        assertThat(length).isGreaterThan(7000);
        assertThat(ledger.append(List.of(draft)).get(0).line().length).isLessThanOrEqualTo(Event.MOST_BYTES);
    }

    @Test
    void puts_long_payloads_beside_the_log() throws Exception {
        String limit = "{\"x\":\"" + "y".repeat(Entry.MOST_INLINE_BYTES - 8) + "\"}";
        try (Ledger ledger = TestLedgers.open(data)) {
            List<Entry> entries = ledger.append(List.of(
                    TestLedgers.draft("a", PolicyLabel.PUBLIC, limit),
                    TestLedgers.draft("b", PolicyLabel.PUBLIC, limit + " "),
                    TestLedgers.draft("c", PolicyLabel.PUBLIC, limit + " ")));
            assertThat(entries.get(0).event().payloadRef()).isEmpty();
            assertThat(entries.get(0).bytes().length).isLessThanOrEqualTo(Entry.MOST_BYTES);
            PayloadRef ref = entries.get(1).event().payloadRef().orElseThrow();
            assertThat(ref.size()).isEqualTo(Entry.MOST_INLINE_BYTES + 1);
            assertThat(ref.mediaType()).isEqualTo("application/json");
            assertThat(ledger.paths().blob(ref.sha256())).hasContent(limit + " ");
            assertThat(ledger.payload(entries.get(2))).isPresent();
        }
        assertThat(LedgerVerifier.verify(data).faults()).isEmpty();
    }

    @Test
    void an_erased_payload_is_absent_and_a_changed_one_is_damage() throws Exception {
        try (Ledger ledger = TestLedgers.open(data)) {
            Entry entry = ledger.append(List.of(TestLedgers.draft("s", PolicyLabel.INTERNAL, "{\"a\":1}")))
                    .get(0);
            Path blob =
                    ledger.paths().blob(entry.event().payloadRef().orElseThrow().sha256());
            Files.writeString(blob, "{\"a\":2}");
            assertThatThrownBy(() -> ledger.payload(entry)).isInstanceOf(LedgerDamagedException.class);
            Files.delete(blob);
            assertThat(ledger.payload(entry)).isEmpty();
        }
    }

    @Test
    void shows_nothing_of_what_is_not_public_in_the_log() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        try (Ledger ledger = TestLedgers.open(disk)) {
            EntryDraft secret = new EntryDraft(
                    "run",
                    "acme",
                    "site-of-the-nest",
                    Optional.of("ranger-7"),
                    PolicyLabel.RESTRICTED_SENSITIVE_LOCATION,
                    OTHER,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.of("nest-key"),
                    new Payload(
                            "{\"where\":\"under the bridge\"}".getBytes(StandardCharsets.UTF_8), "application/json"),
                    Map.of(),
                    Map.of());
            List<Entry> entries = ledger.append(List.of(secret, secret));
            Event event = entries.get(0).event();
            assertThat(event.subject()).matches("hmac:[0-9a-f]{64}");
            assertThat(event.submitter())
                    .hasValueSatisfying(name -> assertThat(name).startsWith("hmac:"));
            assertThat(entries.get(1).event().subject()).isEqualTo(event.subject());
            assertThat(ledger.blinding().subjectOf(event))
                    .isEqualTo(ledger.blinding().blind("site-of-the-nest"));
            assertNothingLeaks(disk);
            ledger.publish();
            assertNothingLeaks(disk);
        }
        assertNothingLeaks(disk);
    }

    private static void assertNothingLeaks(MemoryDisk disk) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        disk.files().forEach((file, bytes) -> {
            if (file.startsWith(MEMORY.ledger())) {
                all.writeBytes(bytes);
            }
        });
        assertThat(all.toString(StandardCharsets.ISO_8859_1))
                .contains("hmac:")
                .doesNotContain("nest", "ranger", "bridge", "where");
    }

    @Test
    void time_never_goes_back_even_when_the_clock_does() throws Exception {
        Iterator<Instant> ticks = List.of(
                        Instant.parse("2026-01-01T00:00:10Z"),
                        Instant.parse("2026-01-01T00:00:05Z"),
                        Instant.parse("2026-01-01T00:00:11Z"))
                .iterator();
        Clock jumping = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return ticks.next();
            }
        };
        MemoryDisk disk = new MemoryDisk();
        Ledger ledger = TestLedgers.open(disk, TestLedgers.BY_HAND, new OncePerAppend(jumping));
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            times.add(
                    ledger.append(List.of(TestLedgers.draft(i))).get(0).event().time());
        }
        assertThat(times)
                .containsExactly(
                        Instant.parse("2026-01-01T00:00:10Z"),
                        Instant.parse("2026-01-01T00:00:10Z"),
                        Instant.parse("2026-01-01T00:00:11Z"));
        Clock past = Clock.fixed(Instant.parse("1999-01-01T00:00:00Z"), ZoneOffset.UTC);
        try (Ledger again = TestLedgers.open(disk, TestLedgers.BY_HAND, past)) {
            assertThat(again.append(List.of(TestLedgers.draft(3)))
                            .get(0)
                            .event()
                            .time())
                    .isEqualTo(Instant.parse("2026-01-01T00:00:11Z"));
        }
        assertThat(LedgerVerifier.verify(disk.asLogFiles()).faults()).isEmpty();
    }

    /** The first reading is the opening's sweep. */
    private static final class OncePerAppend extends Clock {
        private final Clock clock;
        private boolean opened;

        OncePerAppend(Clock clock) {
            this.clock = clock;
        }

        @Override
        public java.time.ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (!opened) {
                opened = true;
                return Instant.EPOCH;
            }
            return clock.instant();
        }
    }

    @Test
    void publishes_the_right_tiles_at_every_size_to_600() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        List<Hash> leaves = new ArrayList<>();
        try (Ledger ledger = TestLedgers.open(disk)) {
            for (int size = 1; size <= 600; size++) {
                leaves.add(
                        ledger.append(List.of(TestLedgers.draft(size))).get(0).leafHash());
                SignedCheckpoint checkpoint = ledger.publish();
                assertThat(checkpoint.size()).isEqualTo(size);
                assertThat(checkpoint.checkpoint().root()).isEqualTo(NaiveTree.root(leaves));
                int width = (size - 1) % Tiles.WIDTH + 1;
                TilePath tile = new TilePath(0, (size - 1) / Tiles.WIDTH, width);
                byte[] hashes = disk.read(MEMORY.tile(tile)).orElseThrow();
                for (int i = 0; i < width; i++) {
                    assertThat(Hash.inTile(hashes, i)).isEqualTo(leaves.get(size - width + i));
                }
                TilePath bundle = TilePath.bundle(tile.index(), width);
                assertThat(EntryBundle.parse(disk.read(MEMORY.tile(bundle)).orElseThrow())
                                .orElseThrow()
                                .count())
                        .isEqualTo(width);
            }
        }
        assertThat(LedgerVerifier.verify(disk.asLogFiles()).faults()).isEmpty();
        try (Ledger ledger = TestLedgers.open(disk)) {
            List<Long> scanned = new ArrayList<>();
            ledger.scan(3, 600, entry -> scanned.add(entry.sequence()));
            assertThat(scanned).hasSize(597).isSorted().startsWith(3L);
            List<Long> events = new ArrayList<>();
            ledger.scanEvents(250, 520, event -> events.add(event.sequence()));
            assertThat(events).hasSize(270).isSorted().startsWith(250L);
            List<Long> recent = new ArrayList<>();
            ledger.scanEvents(590, 600, event -> recent.add(event.sequence()));
            assertThat(recent).hasSize(10).isSorted().startsWith(590L);
            for (long sequence : new long[] {0, 255, 256, 511, 512, 599}) {
                assertThat(ledger.entry(sequence).leafHash()).isEqualTo(leaves.get((int) sequence));
            }
        }
    }

    @Test
    void publishes_by_itself_and_tells_those_who_wait() throws Exception {
        LedgerSettings soon = LedgerSettings.DEFAULTS.publishingWithin(Duration.ofMillis(1));
        try (Ledger ledger = Ledger.open(data, soon, TestLedgers.NOON)) {
            ledger.append(TestLedgers.drafts(0, 3));
            assertThat(ledger.awaitPublished(3, Duration.ofMinutes(1)))
                    .hasValueSatisfying(
                            checkpoint -> assertThat(checkpoint.size()).isEqualTo(3));
            assertThat(ledger.awaitPublished(4, Duration.ZERO)).isEmpty();
            ledger.append(TestLedgers.drafts(3, 4));
            assertThat(ledger.awaitPublished(4, Duration.ofMinutes(1))).isPresent();
        }
    }

    @Test
    void replays_what_was_forced_and_not_published() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        List<Entry> entries = TestLedgers.open(disk).append(TestLedgers.drafts(0, 300));
        disk.losePower();
        try (Ledger ledger = TestLedgers.open(disk)) {
            assertThat(ledger.size()).isEqualTo(300);
            assertThat(ledger.published().size()).isEqualTo(300);
            assertThat(ledger.entry(299).bytes()).isEqualTo(entries.get(299).bytes());
            assertThat(ledger.notices()).isEmpty();
            assertThat(disk.list(MEMORY.wal())).isEmpty();
        }
    }

    @Test
    void drops_a_short_last_record_with_a_notice() throws Exception {
        Path segment = MEMORY.walSegment(0);
        MemoryDisk whole = new MemoryDisk();
        TestLedgers.open(whole).append(TestLedgers.drafts(0, 2));
        byte[] bytes = whole.files().get(segment);
        int second = bytes.length / 2;
        for (int length = bytes.length - 1; length > second + 3; length -= 5) {
            MemoryDisk disk = whole.copy();
            disk.overwrite(segment, Arrays.copyOf(bytes, length));
            try (Ledger ledger = TestLedgers.open(disk)) {
                assertThat(ledger.size()).isEqualTo(1);
                assertThat(ledger.notices())
                        .singleElement()
                        .satisfies(notice ->
                                assertThat(notice.place()).startsWith("ledger/wal/00000000000000000000.wal byte "));
            }
        }
    }

    @Test
    void refuses_to_start_on_any_changed_byte_of_the_write_ahead_log() throws Exception {
        Path segment = MEMORY.walSegment(0);
        MemoryDisk whole = new MemoryDisk();
        TestLedgers.open(whole).append(TestLedgers.drafts(0, 2));
        byte[] bytes = whole.files().get(segment);
        for (int i = 0; i < bytes.length; i++) {
            MemoryDisk disk = whole.copy();
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            disk.overwrite(segment, changed);
            assertThatThrownBy(() -> TestLedgers.open(disk))
                    .as("byte " + i)
                    .isInstanceOf(LedgerDamagedException.class)
                    .hasMessageContaining("ledger/wal/00000000000000000000.wal byte ");
        }
    }

    @Test
    void refuses_to_start_where_the_right_edge_was_changed() throws Exception {
        MemoryDisk whole = new MemoryDisk();
        try (Ledger ledger = TestLedgers.open(whole)) {
            ledger.append(TestLedgers.drafts(0, 260));
        }
        for (String name : List.of(
                "ledger/checkpoint",
                "ledger/checkpoints/260",
                "ledger/log.vkey",
                "ledger/tile/0/001.p/4",
                "ledger/tile/1/000.p/1",
                "ledger/tile/entries/001.p/4")) {
            MemoryDisk changed = whole.copy();
            byte[] bytes = changed.files().get(MemoryDisk.DATA.resolve(name));
            bytes[bytes.length - 9] ^= 1;
            changed.overwrite(MemoryDisk.DATA.resolve(name), bytes);
            assertThatThrownBy(() -> TestLedgers.open(changed)).as(name).isInstanceOf(LedgerDamagedException.class);
            MemoryDisk missing = whole.copy();
            missing.delete(MemoryDisk.DATA.resolve(name));
            assertThatThrownBy(() -> TestLedgers.open(missing)).as(name).isInstanceOf(LedgerDamagedException.class);
        }
    }

    @Test
    void refuses_to_start_where_a_kept_checkpoint_promises_more_than_there_is() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        try (Ledger ledger = TestLedgers.open(disk)) {
            ledger.append(TestLedgers.drafts(0, 3));
            ledger.publish();
            ledger.append(TestLedgers.drafts(3, 5));
        }
        disk.overwrite(MEMORY.checkpoint(), disk.files().get(MEMORY.checkpoint(3)));
        assertThatThrownBy(() -> TestLedgers.open(disk))
                .isInstanceOf(LedgerDamagedException.class)
                .hasMessageContaining("promises 5 entries");
    }

    @Test
    void begins_new_segments_and_removes_those_that_are_published() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        LedgerSettings small = new LedgerSettings(Optional.empty(), Duration.ZERO, Duration.ZERO, 500);
        Ledger ledger = TestLedgers.open(disk, small, TestLedgers.NOON);
        for (int i = 0; i < 6; i++) {
            ledger.append(List.of(TestLedgers.draft(i)));
        }
        assertThat(disk.list(MEMORY.wal()).size()).isGreaterThan(2);
        MemoryDisk crashed = disk.copy();
        TestLedgers.open(crashed).close();
        assertThat(LedgerVerifier.verify(crashed.asLogFiles()).size()).isEqualTo(6);
        ledger.publish();
        assertThat(disk.list(MEMORY.wal())).isEmpty();
        ledger.append(List.of(TestLedgers.draft(7)));
        assertThat(disk.list(MEMORY.wal())).containsExactly("00000000000000000006.wal");
        Path middle = MEMORY.wal().resolve(crashedSegments(small).get(1));
        MemoryDisk gap = gapAt(small, middle);
        assertThatThrownBy(() -> TestLedgers.open(gap)).isInstanceOf(LedgerDamagedException.class);
    }

    private static List<String> crashedSegments(LedgerSettings small) throws Exception {
        return gapAt(small, Path.of("none")).list(MEMORY.wal());
    }

    private static MemoryDisk gapAt(LedgerSettings small, Path missing) throws Exception {
        MemoryDisk disk = new MemoryDisk();
        Ledger ledger = TestLedgers.open(disk, small, TestLedgers.NOON);
        for (int i = 0; i < 6; i++) {
            ledger.append(List.of(TestLedgers.draft(i)));
        }
        disk.delete(missing);
        return disk;
    }

    @Test
    void makes_keys_that_only_the_owner_can_read() throws Exception {
        try (Ledger ledger = TestLedgers.open(data)) {
            assertThat(ledger.key().name()).matches("whence\\.invalid/[0-9a-f]{16}");
            assertThat(Files.readString(ledger.paths().publishedKey()))
                    .isEqualTo(ledger.key().line() + "\n");
        }
        for (String secret : List.of("log.key", "blinding.key")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("keys").resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void says_in_one_sentence_what_is_wrong_with_a_key() throws Exception {
        TestLedgers.open(data).close();
        Path key = data.resolve("keys/log.key");
        String line = Files.readString(key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> TestLedgers.open(data)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        for (String wrong :
                List.of("", "x", line.strip(), line.substring(0, line.length() - 6) + "\n", line.replace("+A", "+B"))) {
            Files.writeString(key, wrong);
            assertThatThrownBy(() -> TestLedgers.open(data))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("keys/log.key")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("PRIVATE"));
        }
        Files.delete(key);
        assertThatThrownBy(() -> TestLedgers.open(data)).hasMessageContaining("is missing");
        Files.writeString(key, line);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        TestLedgers.open(data).close();
        Files.writeString(data.resolve("keys/blinding.key"), "abc\n");
        assertThatThrownBy(() -> TestLedgers.open(data)).hasMessageContaining("keys/blinding.key");
    }

    @Test
    void keeps_its_name_for_ever() {
        LedgerSettings named = TestLedgers.BY_HAND.withOrigin("log.example/whence");
        try (Ledger ledger = Ledger.open(data, named, TestLedgers.NOON)) {
            assertThat(ledger.key().name()).isEqualTo("log.example/whence");
            assertThat(ledger.published().checkpoint().origin()).isEqualTo("log.example/whence");
        }
        TestLedgers.open(data).close();
        LedgerSettings renamed = TestLedgers.BY_HAND.withOrigin("log.example/other");
        assertThatThrownBy(() -> Ledger.open(data, renamed, TestLedgers.NOON)).hasMessageContaining("for ever");
        LedgerSettings wrong = TestLedgers.BY_HAND.withOrigin("has space");
        assertThatThrownBy(() -> Ledger.open(data.resolve("new"), wrong, TestLedgers.NOON))
                .hasMessageContaining("white space");
    }

    @Test
    void takes_nothing_when_closed() throws Exception {
        Ledger ledger = TestLedgers.open(data);
        ledger.append(TestLedgers.drafts(0, 1));
        ledger.close();
        ledger.close();
        assertThatThrownBy(() -> ledger.append(TestLedgers.drafts(1, 2))).isInstanceOf(LedgerException.class);
        assertThat(Files.list(ledger.paths().wal())).isEmpty();
        assertThat(LedgerVerifier.verify(data).isSound()).isTrue();
    }
}
