package dev.whence.serve.sparql;

import java.time.Duration;

/**
 * Settings of the server and its SPARQL endpoint.
 *
 * @param host name or address to listen on
 * @param port 0 takes a free one
 * @param limits what one query may cost
 * @param queries how many run at once
 * @param waiting how many more may wait for their turn; the next one is sent away with 503
 * @param longestWait how long one waits for its turn
 */
public record SparqlSettings(String host, int port, Limits limits, int queries, int waiting, Duration longestWait) {

    public SparqlSettings {
        if (port < 0 || port > 65_535 || queries < 1 || waiting < 0) {
            throw new IllegalArgumentException("server settings out of range");
        }
    }

    /** Loopback, with limits for a machine of two cores. */
    public static SparqlSettings defaults(int port) {
        return new SparqlSettings("127.0.0.1", port, Limits.DEFAULTS, 4, 16, Duration.ofSeconds(5));
    }

    /**
     * What one query may cost.
     *
     * @param timeout how long it runs when it does not say {@code timeout=}
     * @param longestTimeout the most that {@code timeout=} gives
     * @param characters of query text
     * @param rows of a SELECT, or triples of a graph; a query with more is refused, never cut short
     * @param bytes of the answer as it is sent, before compression
     */
    public record Limits(Duration timeout, Duration longestTimeout, int characters, int rows, int bytes) {
        public static final Limits DEFAULTS =
                new Limits(Duration.ofSeconds(30), Duration.ofSeconds(120), 65_536, 100_000, 32 << 20);

        public Limits {
            if (timeout.isNegative() || longestTimeout.compareTo(timeout) < 0) {
                throw new IllegalArgumentException("the default timeout is at most the longest");
            }
            if (characters < 1 || rows < 1 || bytes < 1) {
                throw new IllegalArgumentException("a limit is at least 1");
            }
        }
    }
}
