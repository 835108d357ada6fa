package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.operate.Declaration;
import dev.whence.operate.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the command line say of operations what is declared. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/operations.md");

    private static String row(Declaration one) {
        return String.join(
                " | ",
                "| `" + one.id() + "`",
                "`" + one.scope() + "`",
                "`" + one.sideEffect().word() + "`",
                one.produces().isEmpty() ? "–" : "`" + String.join(", ", one.produces()) + "`",
                one.summary() + " |");
    }

    @Test
    void the_page_has_the_row_of_every_operation_and_no_other() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `[a-z.]+` \\| `[a-z:]+` \\| .*"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Operations.declarations().stream()
                        .map(OperationsPageTest::row)
                        .toList());
    }

    @Test
    void the_command_line_lists_describes_and_calls(@TempDir Path folder) {
        Commands.Ended list = Commands.run("op", "list");
        assertThat(list.out()).contains("provenance.get", "provenance:write");
        Commands.Ended one = Commands.run("op", "describe", "provenance.get");
        assertThat(one.out())
                .contains("POST /v1/op/provenance.get", "POST /v1/provenance/get", "max_depth", "from 1 to 50");
        assertThat(Commands.run("op", "describe", "tea.make").exit()).isEqualTo(ExitCode.USAGE);

        try (OperationHouse made = OperationHouse.open(folder, dev.whence.operate.Stage.Watch.NOBODY)) {
            assertThat(made.size()).isZero();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
        Commands.Ended told = Commands.run("op", "call", "provenance.emit", OperationFaultTest.EMIT, "--data", folder);
        assertThat(told.exit()).as(told.err()).isEqualTo(ExitCode.GOOD);
        assertThat(told.json().path("state").asText()).isEqualTo("sealed");
        Commands.Ended asked = Commands.run(
                "op",
                "call",
                "provenance.get",
                "{\"entity_type\": \"item\", \"entity_id\": \"IT_2\"}",
                "--data",
                folder,
                "--json");
        assertThat(asked.json().path("nodes")).hasSize(2);
        Commands.Ended refused = Commands.run("op", "call", "provenance.get", "{}", "--data", folder);
        assertThat(refused.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(refused.err()).contains("/entity_type");
    }
}
