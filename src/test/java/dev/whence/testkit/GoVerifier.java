package dev.whence.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A verifier that shares no code with us: {@code src/test/go/verifylog}, built on the Go project's {@code sumdb/tlog} and
 * {@code sumdb/note}. Without Go or these packages, the test is skipped.
 */
public final class GoVerifier {
    /** Where Debian's golang-golang-x-mod-dev puts its sources. */
    private static final Path GOPATH = Path.of("/usr/share/gocode");

    private static final Path SOURCES = Path.of("src/test/go/verifylog");
    private static final int MOST_MINUTES = 2;

    private final Path tools;

    private GoVerifier(Path tools) {
        this.tools = tools;
    }

    /** What it found: exit code 0 and {@code ok SIZE ROOT}, or 1 and {@code fault: PLACE: REASON}. */
    public record Outcome(int exit, String output) {}

    /**
     * Builds it, where that was not done before.
     *
     * @param tools a folder for the program and what Go keeps
     */
    public static GoVerifier in(Path tools) throws Exception {
        GoVerifier verifier = new GoVerifier(tools);
        assumeTrue(
                Files.isDirectory(GOPATH.resolve("src/golang.org/x/mod/sumdb/tlog")),
                "no independent verifier: golang-golang-x-mod-dev is not installed");
        assumeTrue(verifier.hasGo(), "no independent verifier: go is not installed");
        if (!Files.exists(verifier.program())) {
            verifier.build();
        }
        return verifier;
    }

    /** Built apart: {@code go run} would also end with 1 where the program does not compile. */
    private void build() throws Exception {
        List<String> command =
                new ArrayList<>(List.of("go", "build", "-o", program().toString()));
        try (var sources = Files.list(SOURCES)) {
            sources.filter(file -> file.toString().endsWith(".go"))
                    .map(file -> file.toAbsolutePath().toString())
                    .sorted()
                    .forEach(command::add);
        }
        assertThat(run(command)).isEqualTo(new Outcome(0, ""));
    }

    /** @param ledger a folder, or the address of one that is served */
    public Outcome verify(String ledger, Path vkey) throws Exception {
        return run(List.of(program().toString(), ledger, vkey.toString()));
    }

    /** Checks so many random proofs of a server too. */
    public Outcome verify(String ledger, Path vkey, int proofs, long seed) throws Exception {
        return run(
                List.of(program().toString(), ledger, vkey.toString(), String.valueOf(proofs), String.valueOf(seed)));
    }

    private Path program() {
        return tools.resolve("verifylog");
    }

    private boolean hasGo() throws Exception {
        try {
            return run(List.of("go", "version")).exit() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }

    /** Standard output and standard error in one: what a failing test shows. */
    private Outcome run(List<String> command) throws Exception {
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
        assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
