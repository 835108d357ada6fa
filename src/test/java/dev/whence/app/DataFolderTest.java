package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.TestReceipts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void a_new_graph_is_for_its_owner_alone_and_one_that_is_there_stays_as_it_is() throws IOException {
        Path data = folder.resolve("data");
        Path graph = data.resolve("graph");
        Path receipt =
                Files.write(folder.resolve("r.json"), TestReceipts.run("run:1").bytes());
        assertThat(Commands.run("ingest", "--data", data, receipt).exit()).isZero();
        assertThat(modes(graph)).isEqualTo("rwx------");

        Files.setPosixFilePermissions(graph, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(Commands.run("lineage", "--data", data, "run:1").exit()).isZero();
        assertThat(modes(graph)).isEqualTo("rwxr-x---");
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
