package dev.whence.bench;

import dev.whence.bench.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that hand in receipts one by one: each as soon as its last one was acknowledged or, at a given rate, each
 * receipt at its own due time. Then an acknowledgement is counted from the due time, so that a server that stalls cannot
 * hide it by keeping the next receipts from being sent.
 */
final class LoadDriver {
    private final URI server;
    private final List<byte[]> bodies;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final double rate;
    private final long[] nanos;
    private long start;
    /** When each tenth of the receipts had been begun. */
    private final long[] tenths = new long[11];

    /** @param rate receipts a second; zero is as many as can be */
    LoadDriver(URI server, List<byte[]> bodies, double rate) {
        this.server = server;
        this.bodies = bodies;
        this.rate = rate;
        this.nanos = new long[bodies.size()];
    }

    /**
     * How it went.
     *
     * @param acknowledged from the first try to the 201, receipt by receipt
     * @param turnedAway how often the server said 503 and the client came again
     * @param slowestTenth receipts a second in the slowest tenth of the run
     */
    record Load(double seconds, Times acknowledged, int turnedAway, double slowestTenth, double lastTenth) {}

    Load run(int clients) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        start = System.nanoTime();
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                ends.add(pool.submit((Callable<Void>) this::client));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
        }
        long end = System.nanoTime();
        tenths[10] = end;
        return new Load((end - start) / 1e9, new Times(nanos), turnedAway.get(), slowest(), rate(9));
    }

    private Void client() throws IOException, InterruptedException {
        try (HttpConnection connection = new HttpConnection(server)) {
            for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                long begun = awaitTurn(i);
                if (i * 10L % bodies.size() < 10) {
                    tenths[(int) (i * 10L / bodies.size())] = begun;
                }
                send(connection, bodies.get(i));
                nanos[i] = System.nanoTime() - begun;
            }
        }
        return null;
    }

    /** @return the moment from which the receipt's time counts */
    private long awaitTurn(int receipt) {
        if (rate == 0) {
            return System.nanoTime();
        }
        long due = start + (long) (receipt / rate * 1e9);
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
        return due;
    }

    private void send(HttpConnection connection, byte[] body) throws IOException, InterruptedException {
        Answer answer = connection.post("/receipts", "application/json", body);
        while (answer.status() == 503) {
            turnedAway.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(100);
            answer = connection.post("/receipts", "application/json", body);
        }
        if (answer.status() != 201) {
            throw new IOException("a receipt was answered with " + answer.status() + ": " + answer.text());
        }
    }

    private double slowest() {
        double slowest = Double.MAX_VALUE;
        for (int tenth = 0; tenth < 10; tenth++) {
            slowest = Math.min(slowest, rate(tenth));
        }
        return slowest;
    }

    private double rate(int tenth) {
        return bodies.size() / 10.0 / ((tenths[tenth + 1] - tenths[tenth]) / 1e9);
    }
}
