package dev.whence.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailVerifierTest {
    private static final String FILE = "audit/2026-11-02.1.jsonl";

    @TempDir
    private Path data;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-02T08:00:00Z"), ZoneOffset.UTC);
        try (Trail trail = Trail.open(data, TrailSettings.DEFAULTS, clock)) {
            for (String name : List.of("alice", "bob", "carol", "dave")) {
                trail.record(Acts.read(name));
            }
        }
        file = data.resolve(FILE);
    }

    @Test
    void a_changed_line_is_found_at_the_one_after_it() throws IOException {
        change(lines -> lines.set(2, lines.get(2).replace("bob", "eve")));
        assertThat(fault()).startsWith(FILE + " line 4: the line before this one");
    }

    @Test
    void a_changed_last_line_is_found_by_the_head() throws IOException {
        change(lines -> lines.set(4, lines.get(4).replace("dave", "eve")));
        assertThat(fault()).startsWith(FILE + " line 5: this is not the line that was written here");
    }

    @Test
    void a_line_taken_out_put_in_or_moved_is_found() throws IOException {
        change(lines -> lines.remove(2));
        assertThat(fault()).startsWith(FILE + " line 3: line 2 is due");
        write();
    }

    @Test
    void a_line_put_in_is_found() throws IOException {
        change(lines -> lines.add(2, lines.get(1)));
        assertThat(fault()).startsWith(FILE + " line 3: line 2 is due");
    }

    @Test
    void a_chain_that_was_made_anew_is_found_by_the_head() throws IOException {
        Files.delete(file);
        Path kept = data.resolve("keys/audit.head");
        byte[] head = Files.readAllBytes(kept);
        Files.delete(kept);
        write();
        change(lines -> lines.remove(lines.size() - 1));
        Files.write(kept, head);
        assertThat(fault()).contains("its tail is missing");
    }

    @Test
    void a_missing_tail_and_a_missing_trail_are_found() throws IOException {
        change(lines -> lines.remove(4));
        assertThat(fault()).isEqualTo("the trail ends at line 3 and was written up to line 4: its tail is missing");
        Files.delete(file);
        assertThat(fault()).isEqualTo("the trail ends at line -1 and was written up to line 4: its tail is missing");
    }

    @Test
    void a_head_that_somebody_noted_elsewhere_must_be_in_it() throws IOException {
        TrailHead noted = check().last().orElseThrow();
        write();
        assertThat(TrailVerifier.verify(data, Optional.of(noted)).fault()).isEmpty();
        assertThat(TrailHead.parse(noted.text())).contains(noted);
        TrailHead other = new TrailHead(noted.seq(), "sha256:" + "a".repeat(64));
        assertThat(TrailVerifier.verify(data, Optional.of(other)).fault().orElse(""))
                .contains("this is not the line that was written here");
    }

    @Test
    void what_an_operator_took_away_at_the_beginning_is_noted() throws IOException {
        change(lines -> lines.remove(0));
        assertThat(fault()).isEmpty();
        assertThat(check().notes())
                .containsExactly("the trail begins at line 1; what came before is not in this folder");
    }

    @Test
    void without_a_head_it_says_what_it_cannot_tell() throws IOException {
        Files.delete(data.resolve("keys/audit.head"));
        assertThat(fault()).isEmpty();
        assertThat(check().notes()).singleElement().asString().contains("a tail that was cut off cannot be told");
    }

    @Test
    void what_is_no_line_is_told_with_its_place() throws IOException {
        change(lines -> lines.set(1, "nonsense"));
        assertThat(fault()).isEqualTo(FILE + " line 2: this is not a line of the trail");
    }

    private interface Change {
        void make(List<String> lines);
    }

    private void change(Change change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        change.make(lines);
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private TrailCheck check() throws IOException {
        return TrailVerifier.verify(data, Optional.empty());
    }

    private String fault() throws IOException {
        return check().fault().orElse("");
    }
}
