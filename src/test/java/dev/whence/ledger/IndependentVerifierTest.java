package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.receipt.PolicyLabel;
import dev.whence.tlog.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A ledger of ours before a verifier that shares no code with us: {@code src/test/go/verifylog}, built on the Go
 * project's {@code sumdb/tlog} and {@code sumdb/note}. Without Go or these packages the tests are skipped.
 */
class IndependentVerifierTest {
    /** Where Debian's golang-golang-x-mod-dev puts its sources. */
    private static final Path GOPATH = Path.of("/usr/share/gocode");

    private static final Path PROGRAM = Path.of("src/test/go/verifylog/main.go");

    @TempDir
    private static Path tools;

    @TempDir
    private Path data;

    private record Outcome(int exit, String output) {}

    /** Before each and not before all, where surefire would not report what is skipped, nor why. */
    @BeforeEach
    void needs_the_verifier() throws Exception {
        assumeTrue(
                Files.isDirectory(GOPATH.resolve("src/golang.org/x/mod/sumdb/tlog")),
                "no independent verifier: golang-golang-x-mod-dev is not installed");
        assumeTrue(hasGo(), "no independent verifier: go is not installed");
        if (!Files.exists(program())) {
            build();
        }
    }

    /** Built apart: {@code go run} would also end with 1 where the program does not compile. */
    private static void build() throws Exception {
        Outcome built = run(
                "go",
                "build",
                "-o",
                program().toString(),
                PROGRAM.toAbsolutePath().toString());
        assertThat(built).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void another_implementation_finds_our_ledger_sound_and_has_the_same_root() throws Exception {
        SignedCheckpoint newest = writeLedger();
        assertThat(verify())
                .isEqualTo(new Outcome(0, "ok 300 " + newest.checkpoint().root().base64() + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/entries/000",
                "tile/entries/001.p/44",
                "tile/entries/000.p/100",
                "tile/0/001.p/44",
                "tile/1/000.p/1",
                "checkpoints/257",
                "checkpoint"
            })
    void another_implementation_finds_one_changed_byte(String file) throws Exception {
        writeLedger();
        Path changed = data.resolve("ledger").resolve(file);
        byte[] bytes = Files.readAllBytes(changed);
        bytes[bytes.length / 2] ^= 1;
        Files.write(changed, bytes);
        Outcome outcome = verify();
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("fault: " + file + ": ");
    }

    /** 300 entries, two of them not public, and the checkpoints 0, 1, 100, 256, 257 and 300. */
    private SignedCheckpoint writeLedger() throws Exception {
        try (Ledger ledger = TestLedgers.open(data)) {
            int from = 0;
            for (int size : List.of(1, 100, 256, 257, 298)) {
                ledger.append(TestLedgers.drafts(from, size));
                if (size < 298) {
                    ledger.publish();
                }
                from = size;
            }
            ledger.append(List.of(secret(298), secret(299)));
            return ledger.publish();
        }
    }

    private static EntryDraft secret(int number) {
        return TestLedgers.draft("s-" + number, PolicyLabel.RESTRICTED, "{\"run_id\":\"s-" + number + "\"}");
    }

    private Outcome verify() throws Exception {
        LedgerPaths paths = new LedgerPaths(data);
        return run(
                program().toString(),
                paths.ledger().toString(),
                paths.trustedKey().toString());
    }

    private static Path program() {
        return tools.resolve("verifylog");
    }

    private static boolean hasGo() throws Exception {
        try {
            return run("go", "version").exit() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }

    /** Standard output and standard error in one: what a failing test shows. */
    private static Outcome run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE", "off",
                        "GOPATH", GOPATH.toString(),
                        "GOCACHE", tools.resolve("cache").toString(),
                        "GOENV", "off",
                        "GOFLAGS", "",
                        "GOTOOLCHAIN", "local"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
