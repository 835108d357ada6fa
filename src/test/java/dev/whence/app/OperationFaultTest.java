package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.operate.Stage;
import dev.whence.query.walk.LineageAnswer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Between any two stages an operation may end; then there is the artifact with its lineage, or neither. */
class OperationFaultTest {
    static final String EMIT = "{\"operation_id\": \"clip.create\", \"invocation_id\": \"inv-1\", \"artifacts\": [{"
            + "\"entity_type\": \"item\", \"entity_id\": \"IT_2\", \"derived_from\": [{"
            + "\"entity_type\": \"item\", \"entity_id\": \"IT_1\"}]}]}";

    /** A fault of our own, thrown where a stage has just gone well. */
    static final class Injected extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Stage.class)
    void a_fault_behind_a_stage_leaves_both_or_neither(Stage stage) throws Exception {
        Stage.Watch fails = (passed, operation) -> {
            if (passed == stage) {
                throw new Injected();
            }
        };
        try (OperationHouse house = OperationHouse.open(folder, fails)) {
            assertThatThrownBy(() -> house.call("provenance.emit", EMIT)).isInstanceOf(Injected.class);
            requireBothOrNeither(house, stage);
        }
        try (OperationHouse house = OperationHouse.open(folder, Stage.Watch.NOBODY)) {
            requireBothOrNeither(house, stage);
            // Sent again, it is there once, wherever it ended before.
            house.call("provenance.emit", EMIT);
            assertThat(house.size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void a_kill_behind_a_stage_leaves_both_or_neither(Stage stage) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledOperation.class.getName(),
                        folder.toString(),
                        stage.name())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile().getParentFile(), folder.getFileName() + ".log"))
                .start();
        assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as("it was killed at the stage").isEqualTo(KilledOperation.KILLED);
        try (OperationHouse house = OperationHouse.open(folder, Stage.Watch.NOBODY)) {
            requireBothOrNeither(house, stage);
        }
    }

    private static void requireBothOrNeither(OperationHouse house, Stage stage) throws IOException {
        Optional<LineageAnswer> lineage = house.lineage("IT_2");
        if (stage.compareTo(Stage.SEAL_PROVENANCE) < 0) {
            assertThat(house.size()).isZero();
            assertThat(lineage).isEmpty();
        } else {
            assertThat(house.size()).isEqualTo(1);
            assertThat(lineage.orElseThrow().edges()).hasSize(1);
        }
    }
}
