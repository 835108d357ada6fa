package dev.whence.app;

import dev.whence.serve.ApiServlet;
import dev.whence.serve.Freshness;
import dev.whence.serve.RequestsUnderWay;
import dev.whence.serve.SafeHeaders;
import dev.whence.serve.sparql.SparqlServer;
import dev.whence.serve.sparql.SparqlSettings;
import dev.whence.store.GraphStore;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything on one port: Fuseki's Jetty carries SPARQL, and the API for every other path. */
final class WhenceServer implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final SparqlServer server;
    private final RequestsUnderWay underWay;
    private final String url;

    private WhenceServer(SparqlServer server, RequestsUnderWay underWay, String url) {
        this.server = server;
        this.underWay = underWay;
        this.url = url;
    }

    /**
     * Starts serving; when this returns, requests are answered.
     *
     * @param filters that stand before everything, in this order; one of them says who the caller is
     */
    public static WhenceServer start(
            SparqlSettings settings, GraphStore graph, Freshness.GraphWait wait, List<Filter> filters, ApiServlet api) {
        RequestsUnderWay underWay = new RequestsUnderWay();
        List<Filter> all = new ArrayList<>(List.of(underWay, new SafeHeaders()));
        all.addAll(filters);
        SparqlServer server =
                SparqlServer.create(settings, graph, wait, all, api.servlet()).start();
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return new WhenceServer(server, underWay, "http://" + host + ":" + server.port() + "/");
    }

    /** Its root, with a slash at the end. */
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
