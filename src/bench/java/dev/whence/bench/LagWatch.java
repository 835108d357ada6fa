package dev.whence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks {@code /health} again and again how far the graph is behind the ledger. */
final class LagWatch implements AutoCloseable {
    private static final int MILLIS = 100;

    private final URI server;
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "lag-watch");
    private volatile boolean closed;

    private record Sample(long nanos, long ledger, long graph) {}

    private LagWatch(URI server) {
        this.server = server;
    }

    static LagWatch start(URI server) {
        LagWatch watch = new LagWatch(server);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try (HttpConnection connection = new HttpConnection(server)) {
            while (!closed) {
                JsonNode health = WhenceProcess.health(connection);
                samples.add(new Sample(
                        System.nanoTime(),
                        health.path("ledger").path("size").asLong(),
                        health.path("graph").path("size").asLong()));
                TimeUnit.MILLISECONDS.sleep(MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the server does not tell its health", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    /**
     * The age of the oldest entry that the graph had not got, at each look; never too small, and too great by no more than
     * the time between two looks. To be asked after {@link #close()}.
     */
    Times lag() {
        long[] ages = new long[samples.size()];
        int before = 0;
        for (int i = 0; i < ages.length; i++) {
            long graph = samples.get(i).graph();
            while (before + 1 < i && samples.get(before + 1).ledger() <= graph) {
                before++;
            }
            boolean behind = samples.get(i).ledger() > graph;
            ages[i] = behind ? samples.get(i).nanos() - samples.get(before).nanos() : 0;
        }
        return new Times(ages);
    }
}
