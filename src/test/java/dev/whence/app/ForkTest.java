package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.StaticLog;
import dev.whence.testkit.TestReceipts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that shows one follower two histories under one key is caught, and what it signed convicts it offline. */
class ForkTest {
    private static final int COMMON = 300;

    @TempDir
    private Path folder;

    private Path told;
    private Path common;

    /** The history that the follower is told first: what is common to all, and ten entries more. */
    @BeforeEach
    void tell_a_history() throws IOException {
        told = folder.resolve("told");
        common = folder.resolve("common");
        ingest(told, "common", COMMON);
        copy(told, common);
        ingest(told, "told", 10);
    }

    @Test
    void another_root_of_the_same_size_is_a_fork() throws IOException {
        requireCaughtWith(10);
    }

    @Test
    void a_larger_tree_that_does_not_begin_with_ours_is_a_fork() throws IOException {
        requireCaughtWith(277);
    }

    @Test
    void a_smaller_tree_that_ours_does_not_begin_with_is_a_fork() throws IOException {
        requireCaughtWith(7);
    }

    /** Another history, with so many entries after what both have, shown to who follows the one that was told first. */
    private void requireCaughtWith(int more) throws IOException {
        Path forged = history("forged", more);
        try (StaticLog log = StaticLog.serve(told.resolve("ledger"))) {
            assertThat(follow(log).exit()).isZero();
            log.show(forged.resolve("ledger"));
            requireCaught(log, forged);
        }
    }

    @Test
    void an_older_checkpoint_that_fits_is_passed_over() throws IOException {
        try (StaticLog log = StaticLog.serve(told.resolve("ledger"))) {
            assertThat(follow(log).exit()).isZero();
            log.show(common.resolve("ledger"));
            Commands.Ended again = follow(log);
            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(again.json().path("size").asInt()).isEqualTo(COMMON + 10);
            log.show(told.resolve("ledger"));
            assertThat(follow(log).exit()).isZero();
            assertThat(folder.resolve("follower/evidence")).doesNotExist();
        }
    }

    @Test
    void a_log_of_another_key_is_not_believed_and_proves_nothing() throws IOException {
        Path other = folder.resolve("other");
        ingest(other, "other", 400);
        try (StaticLog log = StaticLog.serve(told.resolve("ledger"))) {
            assertThat(follow(log).exit()).isZero();
            log.show(other.resolve("ledger"));
            Commands.Ended refused = follow(log);
            assertThat(refused.exit()).isEqualTo(ExitCode.FAULT);
            assertThat(refused.err()).contains("is not believed");
            assertThat(folder.resolve("follower/evidence")).doesNotExist();
        }
    }

    private void requireCaught(StaticLog log, Path forged) throws IOException {
        Commands.Ended caught = follow(log);
        assertThat(caught.exit()).as(caught.err()).isEqualTo(ExitCode.FINDINGS);
        assertThat(caught.err()).contains("FOLLOWING HAS STOPPED").contains("has signed two histories");
        Path evidence = Path.of(caught.json().path("evidence").asText());
        assertThat(evidence.resolve("ours")).hasSameBinaryContentAs(told.resolve("ledger/checkpoint"));
        assertThat(evidence.resolve("theirs")).hasSameBinaryContentAs(forged.resolve("ledger/checkpoint"));
        assertThat(evidence.resolve("README.md")).content().contains("whence verify --evidence");
        requireConviction(evidence);
        requireStaysStopped(log);
        Commands.Ended whole = Commands.run("verify", "--data", folder.resolve("follower"));
        assertThat(whole.exit()).as(whole.out()).isZero();
        assertThat(whole.out()).contains(COMMON + 10 + " entries");
    }

    /** With the key alone; and not where anything was changed, nor under another key. */
    private void requireConviction(Path evidence) throws IOException {
        JsonNode verdict = verify(evidence, key()).json();
        assertThat(verdict.path("proved").asBoolean()).as(verdict.toString()).isTrue();
        Path altered = folder.resolve("altered");
        copy(evidence, altered);
        String ours = Files.readString(altered.resolve("ours"), StandardCharsets.UTF_8);
        Files.writeString(altered.resolve("ours"), ours.replaceFirst("(?m)^310$", "309"), StandardCharsets.UTF_8);
        assertThat(verify(altered, key()).exit()).isEqualTo(ExitCode.FINDINGS);
        copy(evidence.resolve("ours"), altered.resolve("ours"));
        copy(evidence.resolve("ours"), altered.resolve("theirs"));
        assertThat(verify(altered, key()).exit()).isEqualTo(ExitCode.FINDINGS);
        Path other = folder.resolve("another");
        ingest(other, "another", 1);
        assertThat(verify(evidence, Files.readString(other.resolve("keys/log.vkey"), StandardCharsets.UTF_8))
                        .exit())
                .isEqualTo(ExitCode.FINDINGS);
    }

    /** Also where the log shows the first history again, until somebody says that it may go on. */
    private void requireStaysStopped(StaticLog log) {
        log.show(told.resolve("ledger"));
        Commands.Ended again = follow(log);
        assertThat(again.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(again.err()).contains("nothing more is followed");
        Commands.Ended forgotten = follow(log, "--forget-evidence");
        assertThat(forgotten.exit()).as(forgotten.err()).isZero();
        assertThat(folder.resolve("follower/evidence-set-aside")).isDirectoryContaining("glob:**");
    }

    private static Commands.Ended verify(Path evidence, String key) {
        return Commands.run("verify", "--evidence", evidence, "--vkey", key.strip(), "--json");
    }

    private String key() throws IOException {
        return Files.readString(told.resolve("keys/log.vkey"), StandardCharsets.UTF_8);
    }

    private Commands.Ended follow(StaticLog log, String... more) {
        Object[] arguments = Stream.concat(
                        Stream.of("follow", log.url(), "--data", folder.resolve("follower"), "--once", "--json"),
                        Stream.of(more))
                .toArray();
        return Commands.run(arguments);
    }

    /** Another history under the same key, which begins with what is common. */
    private Path history(String name, int receipts) throws IOException {
        Path data = folder.resolve(name);
        copy(common, data);
        ingest(data, name, receipts);
        return data;
    }

    private void ingest(Path data, String name, int receipts) throws IOException {
        Path file = folder.resolve(name + ".ndjson");
        String lines = IntStream.range(0, receipts)
                .mapToObj(n -> TestReceipts.run(name + ":" + n).text())
                .collect(Collectors.joining("\n"));
        Files.writeString(file, lines, StandardCharsets.UTF_8);
        Commands.Ended ended = Commands.run("ingest", "--data", data, file);
        assertThat(ended.exit()).as(ended.err()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(
                            file,
                            target,
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
