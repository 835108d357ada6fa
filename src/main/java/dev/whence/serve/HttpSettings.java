package dev.whence.serve;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How requests come in.
 *
 * @param tls the certificate to serve with; nothing serves plain HTTP
 * @param proxies whose word about a request's sender is believed
 * @param origins of pages whose scripts may read answers (CORS); {@code *} alone means all. None may send credentials of
 *     the browser's: a script has to show a key itself
 */
public record HttpSettings(Optional<TlsFiles> tls, TrustedProxies proxies, Set<String> origins, Limits limits) {
    public static final HttpSettings DEFAULTS =
            new HttpSettings(Optional.empty(), TrustedProxies.NONE, Set.of(), Limits.DEFAULTS);

    public HttpSettings {
        origins = Set.copyOf(origins);
    }

    /**
     * What one request, and all at once, may take.
     *
     * @param headerBytes of a request's line and headers; they hold a query that is asked with GET
     * @param uriBytes of the address alone, query string and all
     * @param bodyBytes of a request
     * @param requests under way in all
     * @param requestsPerCaller under way of one principal, or of one address that shows nothing
     * @param idle after which a connection on which nothing moves is closed
     */
    public record Limits(
            int headerBytes, int uriBytes, int bodyBytes, int requests, int requestsPerCaller, Duration idle) {
        public static final Limits DEFAULTS =
                new Limits(256 << 10, 224 << 10, 64 << 20, 180, 64, Duration.ofSeconds(30));
    }
}
