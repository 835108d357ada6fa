package dev.whence.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program from npm, in the version that its lock file pins. Where it cannot be installed, the test is skipped. */
final class NodeClient {
    private static final int MOST_MINUTES = 3;

    private final Path folder;

    private NodeClient(Path folder) {
        this.folder = folder;
    }

    record Outcome(int exit, String output) {}

    /** Installs it, where that was not done before. */
    static NodeClient install(String name) throws Exception {
        Path sources = Path.of("src/test/clients", name);
        Path folder = Files.createDirectories(Path.of("target/clients", name)).toAbsolutePath();
        if (!Files.exists(folder.resolve("node_modules/.package-lock.json"))) {
            copy(sources, folder);
            assumeTrue(installed(folder), "no " + name + ": npm is not here, or cannot reach its registry");
        }
        // Our own scripts may be newer than what they use.
        copy(sources, folder);
        return new NodeClient(folder);
    }

    private static void copy(Path sources, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }

    private static boolean installed(Path folder) throws Exception {
        try {
            return run(folder, List.of("npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"))
                            .exit()
                    == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }

    /** Runs a program that it brings along. */
    Outcome run(String program, List<String> arguments) throws Exception {
        return run(folder, command(List.of("node_modules/.bin/" + program), arguments));
    }

    /** Runs a script of ours that uses it. */
    Outcome script(String name, List<String> arguments) throws Exception {
        return run(folder, command(List.of("node", name), arguments));
    }

    private static List<String> command(List<String> program, List<String> arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments);
        return command;
    }

    private static Outcome run(Path folder, List<String> command) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return new Outcome(-1, "took longer than " + MOST_MINUTES + " minutes");
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
