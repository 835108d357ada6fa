package dev.whence.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes system calls of a running process fail, by {@code strace -e inject}; ended with the test that started it. */
public final class Strace implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path log;

    private Strace(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** What happens to a call. */
    public enum Fault {
        /** The call is not made and fails: the disk is broken. */
        EIO("error=EIO"),
        /** The call is not made and fails: the disk is full. */
        ENOSPC("error=ENOSPC"),
        /** The process is gone before the call is made. */
        KILL("signal=KILL");

        private final String expression;

        Fault(String expression) {
            this.expression = expression;
        }
    }

    /** Why it cannot be used here; nothing where it can. */
    public static Optional<String> hindrance() {
        try {
            Process sleeper = new ProcessBuilder("sleep", "60").start();
            try (Strace strace = attach(
                    String.valueOf(sleeper.pid()), false, List.of("fsync"), Fault.EIO, 1, Path.of("/dev/null"))) {
                return strace.process.isAlive() ? Optional.empty() : Optional.of("strace ended at once");
            } finally {
                sleeper.destroyForcibly();
            }
        } catch (IOException missingOrNotAllowed) {
            return Optional.of("strace is missing, or may not trace a process: " + missingOrNotAllowed.getMessage());
        }
    }

    /**
     * Attaches to a process or thread; returns when it is attached.
     *
     * @param task a process id, or the id of one of its threads
     * @param follow whether all threads of the process are meant, each counted by itself
     * @param calls the system calls, each counted by itself
     * @param nth which call of a thread meets the fault, from 1
     * @param log takes what strace saw
     */
    public static Strace attach(String task, boolean follow, List<String> calls, Fault fault, int nth, Path log)
            throws IOException {
        String set = String.join(",", calls);
        Stream<String> words = Stream.of(
                "strace",
                "-y",
                "-o",
                log.toString(),
                "-e",
                "trace=" + set,
                "-e",
                "inject=" + set + ":" + fault.expression + ":when=" + nth,
                "-p",
                task);
        List<String> command =
                Stream.concat(words, follow ? Stream.of("-f") : Stream.empty()).toList();
        Process process = new ProcessBuilder(command).start();
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (line == null || !line.contains("attached")) {
            process.destroyForcibly();
            throw new IOException("strace did not attach: " + line);
        }
        return new Strace(process, log);
    }

    /** The call that met the fault, as strace wrote it; only to be asked when this is closed. */
    public Optional<String> hit() throws IOException {
        String text = Files.readString(log);
        Optional<String> injected =
                text.lines().filter(line -> line.contains("(INJECTED)")).findFirst();
        // A call that kills has no result; strace may be gone before it has written what became of the process.
        return injected.or(
                () -> text.lines().filter(line -> line.endsWith("= ?")).findFirst());
    }

    /** Lets the process go on without faults, where it still lives. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
