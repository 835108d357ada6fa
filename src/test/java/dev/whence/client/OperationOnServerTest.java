package dev.whence.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client says, as a real server understands it. */
class OperationOnServerTest {
    @TempDir
    private static Path folder;

    private static TestWhence server;
    private static Whence whence;

    @BeforeAll
    static void start() throws IOException {
        server = TestWhence.start(folder.resolve("data"));
        whence = Whence.at(URI.create(server.url()))
                .spool(folder.resolve("spool"))
                .patience(Duration.ofMinutes(1))
                .open();
    }

    @AfterAll
    static void stop() {
        whence.close();
        server.close();
    }

    @Test
    void a_session_that_is_sealed_is_lineage() throws Exception {
        try (Operation op = whence.operation("clip.create").uses("aoi", "AOI_1").opens(Duration.ofMinutes(5), "item")) {
            op.produced(Artifact.of("item", "IT_2").derivedFrom("item", "IT_1", "produced_by"));
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("entity_type", "item").put("entity_id", "IT_2");
        assertThat(whence.ask("provenance.get", root).path("edges").toString())
                .contains("\"src_id\":\"IT_1\"")
                .contains("\"relation\":\"produced_by\"");
    }

    @Test
    void what_failed_is_kept_as_failed_and_is_no_lineage() {
        Operation told;
        try (Operation op = whence.operation("clip.create")) {
            op.produced(Artifact.of("item", "IT_3").derivedFrom("item", "IT_1", "produced_by"));
            op.failed("the disk is full");
            told = op;
        }
        assertThat(told.delivery().orElseThrow())
                .isInstanceOfSatisfying(
                        Delivery.Taken.class,
                        taken -> assertThat(taken.answer())
                                .contains("\"state\":\"failed\"")
                                .contains("the disk is full"));
        assertThatThrownBy(() -> whence.lineage("item/IT_3")).isInstanceOf(NotTakenException.class);
    }

    @Test
    void a_session_that_failed_says_why() {
        Operation told;
        try (Operation op = whence.operation("clip.create").opens("item")) {
            op.failed("no such scene");
            told = op;
        }
        assertThat(told.delivery().orElseThrow())
                .isInstanceOfSatisfying(
                        Delivery.Taken.class,
                        taken -> assertThat(taken.answer())
                                .contains("\"state\":\"failed\"")
                                .contains("no such scene"));
    }

    @Test
    void a_seal_without_what_was_declared_is_refused_with_the_reason() {
        Operation op = whence.operation("clip.create").opens("item", "report");
        op.produced(Artifact.of("item", "IT_4"));
        assertThatThrownBy(op::close).isInstanceOf(NotTakenException.class).hasMessageContaining("report");
    }
}
