package dev.whence.client;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from a spool to the server, one after the other in their order, each until the server has it or has refused
 * it. One thread sends; who waits for what becomes of a message, asks {@link Spool.Kept#outcome}.
 */
final class Courier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Map<String, String> NOTHING = Map.of();
    private static final long LAST_ANSWER_MILLIS = 2000;

    private final Spool spool;
    private final WhenceClient server;
    private final Backoff backoff;
    private final SpoolListener listener;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String trouble = "";

    Courier(Spool spool, WhenceClient server, Backoff backoff, SpoolListener listener, Clock clock) {
        this.spool = spool;
        this.server = server;
        this.backoff = backoff;
        this.listener = listener;
        this.clock = clock;
        this.thread = new Thread(this::run, "whence-courier");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                Optional<Spool.Kept> oldest = spool.await();
                if (oldest.isEmpty()) {
                    return;
                }
                take(oldest.get());
            }
        } catch (InterruptedException interrupted) {
            log.debug("the courier was interrupted", interrupted);
        } catch (IOException failed) {
            trouble = "the spool cannot be written: " + failed.getMessage();
            log.error("nothing more is sent until the next start: {}", trouble);
        }
    }

    private void take(Spool.Kept kept) throws InterruptedException, IOException {
        Attempt attempt = send(kept.message());
        if (attempt instanceof Attempt.Later later) {
            wait(later);
            return;
        }
        backoff.reset();
        trouble = "";
        if (attempt instanceof Attempt.Refused refused) {
            spool.refused(refused.refusal(), clock.instant());
            listener.refused(kept.message().path(), refused.refusal());
        } else {
            spool.delivered();
        }
        kept.outcome().complete(attempt);
    }

    private Attempt send(Message message) throws InterruptedException {
        try {
            return Attempt.of(server.post(
                    message.path(),
                    NOTHING,
                    message.bytes(),
                    "application/json",
                    Map.of("Idempotency-Key", message.key())));
        } catch (IOException away) {
            String why = Objects.requireNonNullElse(
                    away.getMessage(), away.getClass().getSimpleName());
            return new Attempt.Later("the server cannot be reached: " + why, Duration.ZERO);
        }
    }

    private void wait(Attempt.Later later) throws InterruptedException {
        if (!later.reason().equals(trouble)) {
            trouble = later.reason();
            listener.waiting(trouble, spool.size());
        }
        boolean isStopping = stopping.await(backoff.next(later.atLeast()).toNanos(), TimeUnit.NANOSECONDS);
        log.debug("tries again, stopping: {}", isStopping);
    }

    /** Why nothing is taken now; empty where nothing is known to be wrong. */
    String trouble() {
        return trouble;
    }

    /** Ends when what is being sent has been answered, or soon; what is not answered is sent again by the next start. */
    @Override
    public void close() {
        stopping.countDown();
        spool.stop();
        try {
            thread.join(LAST_ANSWER_MILLIS);
            thread.interrupt();
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
