package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.receipt.PolicyLabel;
import dev.whence.testkit.StaticFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A ledger of ours before a program whose author knew the ledger's page and nothing else of Whence: what it needs, the page
 * says. It is Python and its standard library; without Python the tests are skipped.
 */
class StrangersVerifierTest {
    private static final Path PROGRAM = Path.of("src/test/python/verify_ledger.py");
    private static final int SIZE = 1000;

    @TempDir
    private static Path data;

    private static String root = "";

    /** What it said, and how it ended. */
    private record Outcome(int exit, String output) {}

    @BeforeAll
    static void a_log_of_a_thousand_entries() throws Exception {
        try (Ledger ledger = TestLedgers.open(data)) {
            ledger.append(TestLedgers.drafts(0, 300));
            ledger.publish();
            ledger.append(List.of(TestLedgers.draft("secret", PolicyLabel.RESTRICTED, "{\"run_id\":\"secret\"}")));
            ledger.append(TestLedgers.drafts(301, SIZE));
            root = ledger.publish().checkpoint().root().base64();
        }
    }

    @BeforeEach
    void needs_python() throws Exception {
        try {
            assumeTrue(run(List.of("python3", "--version")).exit() == 0, "no stranger: python3 does not run");
        } catch (IOException notFound) {
            assumeTrue(false, "no stranger: python3 is not installed");
        }
    }

    @Test
    void finds_the_log_sound_in_its_folder_and_behind_a_file_server() throws Exception {
        Outcome sound = new Outcome(0, "ok " + SIZE + " " + root + "\n");
        assertThat(verify(data.resolve("ledger").toString())).isEqualTo(sound);
        try (StaticFiles server = StaticFiles.serve(data.resolve("ledger"))) {
            assertThat(verify(server.url())).isEqualTo(sound);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint",
                "checkpoints/300",
                "tile/entries/001",
                "tile/entries/003.p/232",
                "tile/0/002",
                "tile/1/000.p/3"
            })
    void names_the_file_with_a_flipped_byte(String file, @TempDir Path copy) throws Exception {
        copy(data.resolve("ledger"), copy);
        byte[] bytes = Files.readAllBytes(copy.resolve(file));
        long seed = new Random().nextLong();
        bytes[new Random(seed).nextInt(bytes.length)] ^= 1;
        Files.write(copy.resolve(file), bytes);
        Outcome outcome = verify(copy.toString());
        assertThat(outcome.exit()).as("seed " + seed + ": " + outcome).isEqualTo(1);
        assertThat(outcome.output()).as("seed " + seed).contains(file).doesNotContain("Traceback");
    }

    private static Outcome verify(String log) throws Exception {
        return run(List.of(
                "python3",
                PROGRAM.toString(),
                "--vkey",
                new LedgerPaths(data).trustedKey().toString(),
                log));
    }

    private static Outcome run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
