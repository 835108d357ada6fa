package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final TestPrincipal MALLORY = TestPrincipal.of("mallory", List.of(), "catalog:read");

    @TempDir
    private Path data;

    @Test
    void verifies_beside_a_running_server_and_finds_a_change_after_it() throws IOException {
        try (TestWhence whence = TestWhence.withRights(data)) {
            whence.web().get("/health");
            Commands.Ended beside = Commands.run("audit", "verify", "--data", data);
            assertThat(beside.exit()).as(beside.out() + beside.err()).isEqualTo(ExitCode.GOOD);
        }
        Commands.Ended good = Commands.run("audit", "verify", "--data", data, "--json");
        assertThat(good.exit()).isEqualTo(ExitCode.GOOD);
        assertThat(good.json().path("lines").asInt()).isEqualTo(2);
        String head = good.json().path("head").asText();
        assertThat(Commands.run("audit", "verify", "--data", data, "--head", head)
                        .exit())
                .isEqualTo(ExitCode.GOOD);
        Path file = file();
        Files.writeString(file, Files.readString(file).replace("\"status\":200", "\"status\":404"));
        Commands.Ended changed = Commands.run("audit", "verify", "--data", data);
        assertThat(changed.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(changed.out()).contains("FAULT  audit/" + file.getFileName() + " line 2: ");
    }

    @Test
    void shows_the_last_lines_of_one_principal_or_what_was_denied() throws IOException {
        try (TestWhence whence = TestWhence.withRights(data)) {
            whence.web().get("/health", MALLORY.with());
            whence.web().get("/metrics", MALLORY.with());
            whence.web().get("/health");
        }
        assertThat(tail()).hasSize(4);
        assertThat(tail("-n", 2)).hasSize(2);
        assertThat(tail("--principal", "mallory")).hasSize(2);
        assertThat(tail("--denied"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("denied  mallory").contains("GET  metrics  403  scope:missing"));
        JsonNode json = new ObjectMapper().readTree(tail("--denied", "--json").get(0));
        assertThat(json.path("rule").asText()).isEqualTo("scope:missing");
    }

    @Test
    void says_where_there_is_no_trail_and_what_a_head_is() {
        assertThat(Commands.run("audit", "verify", "--data", data).exit()).isEqualTo(ExitCode.FAULT);
        Commands.Ended wrong = Commands.run("audit", "verify", "--data", data, "--head", "7");
        assertThat(wrong.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("SEQ:sha256:HEX");
        assertThat(Commands.run("audit").exit()).isEqualTo(ExitCode.USAGE);
    }

    private List<String> tail(Object... options) {
        Object[] all = Stream.concat(Stream.of("audit", "tail", "--data", data), Stream.of(options))
                .toArray();
        return Commands.run(all).out().lines().toList();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
