package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestReceipts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code whence verify} in its shorter forms. */
class VerifyCommandTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void fill() throws IOException {
        data = folder.resolve("data");
        ingest(0, 5);
        ingest(5, 8);
    }

    private void ingest(int from, int to) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            lines.add(TestReceipts.run("run:" + i).text());
        }
        Path file = Files.write(folder.resolve("in.ndjson"), lines);
        assertThat(Commands.run("ingest", "--data", data, file).exit()).isZero();
    }

    private Commands.Ended verify(Object... options) {
        List<Object> words = new ArrayList<>(List.of("verify", "--data", data));
        words.addAll(List.of(options));
        return Commands.run(words.toArray());
    }

    @Test
    void tells_what_it_took_for_the_ledger_and_for_the_graph() {
        JsonNode json = verify("--json").json();
        for (String part : List.of("ledger", "graph")) {
            assertThat(json.path(part).path("entries").asInt()).as(part).isEqualTo(8);
            assertThat(json.path(part).path("seconds").asDouble()).as(part).isPositive();
            assertThat(json.path(part).path("entries_per_second").asLong())
                    .as(part)
                    .isPositive();
        }
        assertThat(json.path("checkpoints").asInt()).isEqualTo(3);
        assertThat(verify().out()).contains("ledger: 8 entries in ", "graph: 8 entries in ", "3 checkpoints");
    }

    @Test
    void goes_on_from_a_checkpoint_and_says_what_it_left_out() throws IOException {
        JsonNode json = verify("--since", 5, "--json").json();
        assertThat(json.path("good").asBoolean()).isTrue();
        assertThat(json.path("since").asInt()).isEqualTo(5);
        assertThat(json.path("notes").toString()).contains("checkpoint of size 5", "graph was not compared");
        Files.delete(data.resolve("ledger/checkpoints/0"));
        Commands.Ended unknown = verify("--since", 4);
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.out()).contains("ledger/checkpoints/4", "no good checkpoint of this size");
    }

    @Test
    void draws_a_sample_and_prints_its_seed() {
        Commands.Ended drawn = verify("--sample", 3);
        assertThat(drawn.exit()).as(drawn.out()).isZero();
        assertThat(drawn.out()).contains("5 of 8 entries were not looked at", "drawn with --seed ");
        JsonNode json = verify("--sample", 3, "--seed", 42, "--json").json();
        assertThat(json.path("seed").asLong()).isEqualTo(42);
        assertThat(json.path("sample").asInt()).isEqualTo(3);
        assertThat(json.path("ledger").path("entries").asInt()).isEqualTo(3);
    }

    @Test
    void leaves_levels_out() {
        Commands.Ended log = verify("--level", "log");
        assertThat(log.exit()).isZero();
        assertThat(log.out()).contains("receipt ids and blobs were not checked", "the graph was not compared");
        Commands.Ended receipts = verify("--level", "receipts");
        assertThat(receipts.out()).doesNotContain("receipt ids").contains("the graph was not compared");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--sample 0",
                "--sample 3 --since 5",
                "--seed 3",
                "--since -1",
                "--level some",
                "--level log --artifacts .",
                "--sample 2 --artifacts ."
            })
    void refuses_what_makes_no_sense(String options) {
        assertThat(verify((Object[]) options.split(" ")).exit()).isEqualTo(2);
    }
}
