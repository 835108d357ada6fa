package dev.whence.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {
    private static final Clock MONDAY = Clock.fixed(Instant.parse("2026-11-02T08:00:00Z"), ZoneOffset.UTC);
    private static final Clock TUESDAY = Clock.fixed(Instant.parse("2026-11-03T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path data;

    @Test
    void a_line_says_who_asked_what_and_by_which_rule_and_nothing_that_was_in_the_query() throws IOException {
        write(MONDAY, Acts.read("alice"));
        JsonNode line = lines().get(1);
        assertThat(line.path("seq").asLong()).isEqualTo(1);
        assertThat(line.path("time").asText()).isEqualTo("2026-11-02T08:00:00.123Z");
        assertThat(line.path("principal").asText()).isEqualTo("alice");
        assertThat(line.path("organisation").asText()).isEqualTo("acme");
        assertThat(line.path("target").asText()).isEqualTo("receipts/1");
        assertThat(line.path("decision").asText()).isEqualTo("allowed");
        assertThat(line.path("rule").asText()).isEqualTo("scope:held");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("query_chars").asInt()).isEqualTo(19);
        assertThat(line.toString()).doesNotContain("of-the-query");
    }

    @Test
    void what_the_asker_may_not_know_is_hidden_and_equal_things_stay_equal() throws IOException {
        write(
                MONDAY,
                Acts.denied("mallory", "thing/item/1"),
                Acts.denied("mallory", "thing/item/1"),
                Acts.denied("mallory", "thing/item/2"));
        List<String> targets = lines().stream()
                .skip(1)
                .map(line -> line.path("target").asText())
                .toList();
        assertThat(targets).allSatisfy(target -> assertThat(target).matches("hmac:[0-9a-f]{64}"));
        assertThat(targets.get(0)).isEqualTo(targets.get(1)).isNotEqualTo(targets.get(2));
    }

    @Test
    void each_line_holds_the_hash_of_the_one_before_also_across_files_and_starts() throws IOException {
        write(MONDAY, Acts.read("alice"), Acts.read("bob"));
        write(TUESDAY, Acts.read("carol"));
        write(MONDAY, Acts.read("dave"));
        assertThat(new TrailPaths(data).files())
                .as("a clock that goes back opens no older day")
                .map(TrailPaths.Name::toString)
                .containsExactly("2026-11-02.1.jsonl", "2026-11-03.1.jsonl");
        TrailCheck check = TrailVerifier.verify(data, Optional.empty());
        assertThat(check.fault()).isEmpty();
        assertThat(check.notes()).isEmpty();
        assertThat(check.lines()).isEqualTo(7);
    }

    @Test
    void a_file_that_is_full_is_followed_by_the_next_one() throws IOException {
        TrailSettings small = new TrailSettings(true, 1000, 64, true, false);
        for (int i = 0; i < 4; i++) {
            write(MONDAY, small, Acts.read("alice"), Acts.read("bob"));
        }
        assertThat(new TrailPaths(data).files()).hasSizeGreaterThan(2);
        assertThat(TrailVerifier.verify(data, Optional.empty()).lines()).isEqualTo(12);
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault()).isEmpty();
    }

    @Test
    void acts_of_many_threads_make_one_chain() throws Exception {
        try (Trail trail = Trail.open(data, TrailSettings.DEFAULTS, MONDAY)) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 8; i++) {
                String name = "principal-" + i;
                threads.execute(
                        () -> Stream.generate(() -> Acts.read(name)).limit(500).forEach(trail::record));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(TrailVerifier.verify(data, Optional.empty()).lines()).isEqualTo(4001);
    }

    @Test
    void a_line_that_a_crash_cut_short_is_dropped_by_the_next_start() throws IOException {
        write(MONDAY, Acts.read("alice"));
        Files.writeString(newest(), "{\"seq\":2,\"time\":\"20", StandardOpenOption.APPEND);
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault())
                .as("it may be being written")
                .isEmpty();
        write(MONDAY, Acts.read("bob"));
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault()).isEmpty();
        assertThat(lines()).hasSize(4);
    }

    @Test
    void a_tail_that_was_cut_off_while_nobody_served_stays_to_be_found() throws IOException {
        write(MONDAY, Acts.read("alice"), Acts.read("bob"));
        List<String> kept = Files.readAllLines(newest());
        Files.writeString(newest(), kept.get(0) + "\n");
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault().orElse(""))
                .contains("its tail is missing");
        write(MONDAY, Acts.read("carol"));
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault().orElse(""))
                .contains("2026-11-02.1.jsonl line 2")
                .contains("line 1 is due");
    }

    @Test
    void a_trail_whose_last_line_is_nonsense_is_not_gone_on_with() throws IOException {
        write(MONDAY, Acts.read("alice"));
        Files.writeString(newest(), "nonsense\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Trail.open(data, TrailSettings.DEFAULTS, MONDAY))
                .isInstanceOf(TrailException.class)
                .hasMessageContaining("move the folder audit");
    }

    @Test
    void while_the_disk_is_full_no_write_gets_a_place_and_what_waits_is_written_when_there_is_room()
            throws IOException {
        FullDisk disk = new FullDisk();
        try (Trail trail = Trail.open(data, TrailSettings.DEFAULTS, MONDAY, disk)) {
            assertThat(trail.reserve()).isTrue();
            trail.recordReserved(Acts.read("alice"));
            disk.fill();
            trail.record(Acts.read("bob"));
            await().until(() -> !trail.state().isWell());
            assertThat(trail.reserve()).isFalse();
            assertThat(trail.state().trouble().orElse("")).contains("No space left on device");
            disk.free();
            await().until(() -> trail.state().isWell());
            assertThat(trail.reserve()).isTrue();
            trail.recordReserved(Acts.read("carol"));
        }
        assertThat(lines())
                .extracting(line -> line.path("principal").asText())
                .containsExactly("whence", "alice", "bob", "carol");
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault()).isEmpty();
    }

    @Test
    void reads_that_found_no_place_are_counted_by_the_next_line() throws IOException {
        FullDisk disk = new FullDisk();
        TrailSettings narrow = new TrailSettings(true, 1 << 20, 2, true, false);
        try (Trail trail = Trail.open(data, narrow, MONDAY, disk)) {
            disk.fill();
            trail.record(Acts.read("first"));
            await().until(() -> !trail.state().isWell());
            for (int i = 0; i < 5; i++) {
                trail.record(Acts.read("later"));
            }
            assertThat(trail.state().lost()).isEqualTo(4);
            disk.free();
        }
        assertThat(lines())
                .anySatisfy(line -> assertThat(line.path("lost").asLong()).isEqualTo(4));
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault()).isEmpty();
    }

    @Test
    void after_a_failed_force_nothing_is_written_until_the_next_start() throws IOException {
        FullDisk disk = new FullDisk();
        try (Trail trail = Trail.open(data, TrailSettings.DEFAULTS, MONDAY, disk)) {
            disk.failToForce();
            trail.record(Acts.read("alice"));
            trail.record(Acts.read("bob"));
            await().until(() -> !trail.state().isWell());
            assertThat(trail.reserve()).isFalse();
            trail.record(Acts.read("carol"));
            await().until(() -> trail.state().lost() == 1);
        }
        write(MONDAY, Acts.read("dave"));
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault()).isEmpty();
    }

    @Test
    void a_reader_goes_on_where_it_was_also_in_the_next_file() throws IOException {
        write(MONDAY, Acts.read("alice"), Acts.denied("mallory", "a"), Acts.read("bob"));
        TrailReader reader =
                new TrailReader(data, line -> line.path("decision").asText().equals("allowed"));
        assertThat(principals(reader.last(1))).containsExactly("bob");
        assertThat(reader.more()).isEmpty();
        write(MONDAY, Acts.read("carol"));
        write(TUESDAY, Acts.denied("mallory", "a"), Acts.read("dave"));
        assertThat(principals(reader.more())).containsExactly("carol", "dave");
        assertThat(principals(new TrailReader(data, line -> true).last(4)))
                .containsExactly("carol", "whence", "mallory", "dave");
    }

    private static List<String> principals(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("principal").asText()).toList();
    }

    @Test
    void only_the_owner_may_read_it() throws IOException {
        write(MONDAY, Acts.read("alice"));
        for (Path file : List.of(newest(), data.resolve("keys/audit.key"), data.resolve("keys/audit.head"))) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }

    private void write(Clock clock, Act... acts) throws IOException {
        write(clock, TrailSettings.DEFAULTS, acts);
    }

    private void write(Clock clock, TrailSettings settings, Act... acts) throws IOException {
        try (Trail trail = Trail.open(data, settings, clock)) {
            Stream.of(acts).forEach(trail::record);
        }
    }

    private Path newest() throws IOException {
        TrailPaths paths = new TrailPaths(data);
        List<TrailPaths.Name> files = paths.files();
        return paths.file(files.get(files.size() - 1));
    }

    private List<JsonNode> lines() throws IOException {
        assertThat(Files.readString(newest(), StandardCharsets.UTF_8)).endsWith("\n");
        return new TrailReader(data, line -> true).last(1000);
    }
}
