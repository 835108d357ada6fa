package dev.whence.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server to tell of what is made, and to ask. What is told is on this machine's disk before a call returns, and comes to
 * the server once and in order, whether the server is there now or not. Safe for use by several threads; one for each
 * program, and one spool for each.
 *
 * <pre>{@code
 * try (Whence whence = Whence.at(URI.create("https://whence.example.org/"))
 *         .credential(new Credential(System.getenv("WHENCE_API_KEY")))
 *         .spool(Path.of("/var/spool/clipper"))
 *         .open()) {
 *     …
 * }
 * }</pre>
 */
public final class Whence implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WhenceClient server;
    private final Spool spool;
    private final Courier courier;
    private final Options options;

    private Whence(Options options, Path spool) {
        this.options = options;
        this.server = new WhenceClient(options.server, Optional.ofNullable(options.credential)).waiting(options.answer);
        this.spool = Spool.open(spool, options.spoolBytes);
        Backoff backoff = new Backoff(options.firstPause, options.longestPause, ThreadLocalRandom.current());
        this.courier = new Courier(this.spool, server, backoff, options.listener, options.clock);
        courier.start();
    }

    /** @param server its root, such as {@code https://whence.example.org/} */
    public static Options at(URI server) {
        return new Options(server);
    }

    /** How to reach the server, and how much to keep for it. For use by one thread. */
    public static final class Options {
        private final URI server;
        private @org.jspecify.annotations.Nullable Credential credential;
        private @org.jspecify.annotations.Nullable Path spool;
        private long spoolBytes = 64L << 20;
        private Duration answer = Duration.ofSeconds(30);
        private Duration patience = Duration.ofSeconds(2);
        private Duration firstPause = Duration.ofMillis(200);
        private Duration longestPause = Duration.ofSeconds(30);
        private SpoolListener listener = SpoolListener.LOG;
        private Clock clock = Clock.systemUTC();

        private Options(URI server) {
            this.server = server;
        }

        /** Shown with every request, and to no other server: redirects are not followed. */
        public Options credential(Credential shown) {
            this.credential = shown;
            return this;
        }

        /** A folder of this program's own, on a disk that stays: what the server has not got lies here. Required. */
        public Options spool(Path folder) {
            this.spool = folder;
            return this;
        }

        /** How many bytes may wait for the server (default 64 MiB); they are held in memory too. */
        public Options spoolBytes(long most) {
            this.spoolBytes = most;
            return this;
        }

        /** How long one answer of the server may take (default 30 s). */
        public Options answerWithin(Duration atMost) {
            this.answer = atMost;
            return this;
        }

        /**
         * How long a call waits to hear what became of it (default 2 s); it is on the disk before. Nobody waits for a
         * server that is known to be away.
         */
        public Options patience(Duration atMost) {
            this.patience = atMost;
            return this;
        }

        /** How long the pauses between attempts are, and how long they grow (default 200 ms and 30 s). */
        public Options pauses(Duration first, Duration longest) {
            this.firstPause = first;
            this.longestPause = longest;
            return this;
        }

        /** Hears of what is refused and why things wait (default: the log). */
        public Options listener(SpoolListener hears) {
            this.listener = hears;
            return this;
        }

        Options clock(Clock tells) {
            this.clock = tells;
            return this;
        }

        /**
         * Opens the spool and begins to send what lies in it.
         *
         * @throws SpoolException where the spool is another's or cannot be read
         * @throws IllegalStateException where no spool is named, or a credential would go over the network in the clear
         */
        public Whence open() {
            Path folder = spool;
            if (folder == null) {
                throw new IllegalStateException("name a folder for the spool");
            }
            if (credential != null && !"https".equals(server.getScheme()) && !isLoopback(server)) {
                throw new IllegalStateException("a credential goes to https or to this machine, and not to " + server);
            }
            return new Whence(this, folder);
        }

        private static boolean isLoopback(URI server) {
            try {
                return server.getHost() != null
                        && InetAddress.getByName(server.getHost()).isLoopbackAddress();
            } catch (UnknownHostException unknown) {
                return false;
            }
        }
    }

    /**
     * Begins an operation; it is told when it is closed.
     *
     * @param operationId lower-case words with dots between: {@code clip.create}
     */
    public Operation operation(String operationId) {
        return new Operation(this, operationId);
    }

    /** Work that may fail. */
    public interface Work<X extends Exception> {
        void on(Operation operation) throws X;
    }

    /** Does an operation: sealed if the work returns, failed if it throws. */
    public <X extends Exception> void run(String operationId, Work<X> work) throws X {
        try (Operation operation = operation(operationId)) {
            try {
                work.on(operation);
            } catch (Exception | Error thrown) {
                operation.failed(thrown);
                throw thrown;
            }
        }
    }

    /**
     * Hands in a receipt.
     *
     * @param receipt in JSON, of a kind that the server keeps
     * @throws NotTakenException where the server refuses it
     */
    public Delivery submit(byte[] receipt) {
        return tell(List.of(Message.of("receipts", new String(receipt, StandardCharsets.UTF_8))));
    }

    /** Keeps messages, and waits a moment for what becomes of them; the delivery is the last one's. */
    Delivery tell(List<Message> messages) {
        boolean isAway = !courier.trouble().isEmpty();
        long end = System.nanoTime() + (isAway ? 0 : options.patience.toNanos());
        Delivery last = kept();
        for (Spool.Kept kept : spool.add(messages)) {
            last = outcome(kept, end - System.nanoTime());
        }
        return last;
    }

    private Delivery outcome(Spool.Kept kept, long nanos) {
        try {
            Attempt attempt = kept.outcome().get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            if (attempt instanceof Attempt.Refused refused) {
                throw new NotTakenException(refused.refusal());
            }
            return attempt instanceof Attempt.Taken taken ? taken.delivery() : kept();
        } catch (TimeoutException unknown) {
            return kept();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return kept();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Delivery kept() {
        String trouble = courier.trouble();
        return new Delivery.Kept(trouble.isEmpty() ? "the server has not answered yet" : trouble);
    }

    /**
     * Asks what a thing was made from.
     *
     * @param thing a run id, a URI, a digest, an IRI, a dataset version, or {@code type/id}
     * @return the walk in JSON, as {@code GET /lineage} gives it; see its member {@code complete}
     * @throws IOException where the server cannot be reached
     * @throws NotTakenException where it does not answer, such as for an unknown thing
     */
    public JsonNode lineage(String thing) throws IOException, InterruptedException {
        return lineage(thing, Map.of());
    }

    /** @param parameters further ones of {@code GET /lineage}, such as {@code direction} and {@code depth} */
    public JsonNode lineage(String thing, Map<String, String> parameters) throws IOException, InterruptedException {
        Map<String, String> all = new java.util.HashMap<>(parameters);
        all.put("entity", thing);
        return answer(server.get("lineage", all, "application/json"));
    }

    /**
     * Calls an operation of the server's that changes nothing, such as {@code provenance.get}. It is neither kept nor sent
     * again.
     */
    public JsonNode ask(String operationId, JsonNode input) throws IOException, InterruptedException {
        return answer(server.post(
                "v1/op/" + operationId,
                Map.of(),
                input.toString().getBytes(StandardCharsets.UTF_8),
                "application/json"));
    }

    private static JsonNode answer(WhenceClient.Answer answer) throws IOException {
        Attempt attempt = Attempt.of(answer);
        if (attempt instanceof Attempt.Refused refused) {
            throw new NotTakenException(refused.refusal());
        }
        if (attempt instanceof Attempt.Later later) {
            throw new IOException(later.reason());
        }
        return JSON.readTree(answer.body());
    }

    /** How many messages the server has not got. */
    public int waiting() {
        return spool.size();
    }

    /** Waits until the server has got everything, but no longer than this. */
    public boolean flush(Duration atMost) throws InterruptedException {
        return spool.awaitEmpty(atMost.toMillis());
    }

    Instant now() {
        return options.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Gives what waits a last moment; what the server has not got then stays in the spool for the next start. */
    @Override
    public void close() {
        try {
            spool.awaitEmpty(options.patience.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        courier.close();
        spool.close();
    }
}
