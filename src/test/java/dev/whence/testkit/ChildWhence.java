package dev.whence.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whence in a process of its own, so that it can be killed; ended with the test that started it. */
public final class ChildWhence implements AutoCloseable {
    private static final List<String> SMALL_AND_QUICK = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    private final Process process;
    private final Web web;

    private ChildWhence(Process process, Web web) {
        this.process = process;
        this.web = web;
    }

    /**
     * Serves a folder; returns when the server says that it is ready.
     *
     * @param log takes what the server says of itself
     * @param settings as environment variables
     */
    public static ChildWhence serve(Path data, Path log, Map<String, String> settings) throws IOException {
        return start(log, settings, "serve", "--data", data.toString(), "--port", "0", "--json");
    }

    /**
     * Starts a command that serves; returns when it says that it is ready.
     *
     * @param log takes what the server says of itself
     * @param settings as environment variables
     */
    public static ChildWhence start(Path log, Map<String, String> settings, String... arguments) throws IOException {
        Process process = builder(settings, arguments)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server ended without being ready, exit code " + exitOf(process) + ": "
                    + java.nio.file.Files.readString(log));
        }
        JsonNode ready = new ObjectMapper().readTree(line);
        return new ChildWhence(process, new Web(ready.path("api").asText()));
    }

    private static ProcessBuilder builder(Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_AND_QUICK);
        command.addAll(List.of("-cp", classPath(), "dev.whence.app.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(settings);
        return builder;
    }

    /** Surefire hands the class path over in a jar's manifest and keeps the true one here. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static int exitOf(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the process does not end");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public Web web() {
        return web;
    }

    /** Waits for its end by itself; returns the exit code. */
    public int awaitExit() {
        return exitOf(process);
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL: no hook runs, no buffer is written. */
    public void kill() {
        process.destroyForcibly();
        exitOf(process);
    }

    /** SIGTERM, as a service manager stops it; returns the exit code. */
    public int stop() {
        process.destroy();
        return exitOf(process);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
