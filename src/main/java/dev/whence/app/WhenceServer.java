package dev.whence.app;

import dev.whence.serve.ApiServlet;
import dev.whence.serve.ForwardedFilter;
import dev.whence.serve.Freshness;
import dev.whence.serve.HttpSettings;
import dev.whence.serve.RequestLimits;
import dev.whence.serve.RequestsUnderWay;
import dev.whence.serve.SafeHeaders;
import dev.whence.serve.sparql.SparqlServer;
import dev.whence.serve.sparql.SparqlSettings;
import dev.whence.store.GraphStore;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything on one port: Fuseki's Jetty carries SPARQL, and the API for every other path. */
final class WhenceServer implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final SparqlServer server;
    private final RequestsUnderWay underWay;
    private final String host;
    private final String url;

    private WhenceServer(SparqlServer server, RequestsUnderWay underWay, String host, String scheme) {
        this.server = server;
        this.underWay = underWay;
        this.host = host;
        this.url = scheme + "://" + Listening.fromHere(host) + ":" + server.port() + "/";
    }

    /**
     * Starts serving; when this returns, requests are answered.
     *
     * @param filters that stand before everything, in this order; one of them says who the caller is
     */
    public static WhenceServer start(
            SparqlSettings settings,
            HttpSettings http,
            GraphStore graph,
            Freshness.GraphWait wait,
            List<Filter> filters,
            ApiServlet api) {
        RequestsUnderWay underWay = new RequestsUnderWay();
        RequestLimits limits = new RequestLimits(http.limits());
        List<Filter> all = new ArrayList<>(
                List.of(underWay, new ForwardedFilter(http.proxies()), new SafeHeaders(), limits.inAll()));
        all.addAll(filters);
        all.add(limits.ofEach());
        SparqlServer server = SparqlServer.create(settings, http, graph, wait, all, api.servlet())
                .start();
        return new WhenceServer(server, underWay, settings.host(), http.tls().isPresent() ? "https" : "http");
    }

    /** Where it listens. */
    String host() {
        return host;
    }

    /** Whether nobody but this machine reaches it. */
    boolean isLoopback() {
        return Listening.isLoopback(host);
    }

    /** Calls with the certificate that it shows, in DER form, now and whenever another is taken; never by plain HTTP. */
    void onCertificate(Consumer<byte[]> told) {
        server.onCertificate(told);
    }

    /** Its root as this machine reaches it, with a slash at the end. */
    public String url() {
        return url;
    }

    /** Ends what has begun, takes nothing new, and stops. */
    @Override
    public void close() {
        underWay.finish(LONGEST_END);
        server.close();
    }
}
