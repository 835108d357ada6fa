package dev.whence.serve.sparql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.access.Access;
import dev.whence.access.EntryRights;
import dev.whence.serve.AuthenticationFilter;
import dev.whence.serve.Authenticator;
import dev.whence.serve.HttpSettings;
import dev.whence.store.EntryQuads;
import dev.whence.store.GraphStore;
import dev.whence.store.MadeLedger;
import dev.whence.store.StoreSettings;
import dev.whence.store.Tdb2GraphStore;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.jena.sparql.core.Quad;

/** A server on a free port over a store in a folder, and a client that talks to it. */
final class Running implements AutoCloseable {
    static final int ENTRIES = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    final GraphStore store;
    final SparqlServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    Running(Path home, SparqlSettings settings) {
        this(filled(home), settings, everybody());
    }

    private static GraphStore filled(Path home) {
        MadeLedger ledger = new MadeLedger(ENTRIES);
        GraphStore store = Tdb2GraphStore.open(home, StoreSettings.defaults(), ledger);
        store.project(ledger.entries(0, ENTRIES), MadeLedger.mark(ENTRIES));
        return store;
    }

    private static Filter everybody() {
        return new AuthenticationFilter(Authenticator.EVERYBODY, Access.OPEN, new EntryRights(), Clock.systemUTC());
    }

    /** @param authentication says who asks */
    Running(GraphStore store, SparqlSettings settings, Filter authentication) {
        this.store = store;
        Filter name = (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("X-Filtered", "yes");
            chain.doFilter(request, response);
        };
        server = SparqlServer.create(
                        settings,
                        HttpSettings.DEFAULTS,
                        store,
                        (size, longest) -> store.watermark().size() >= size,
                        List.of(name, authentication),
                        new Rest())
                .start();
    }

    static SparqlSettings settings(SparqlSettings.Limits limits, int queries, int waiting) {
        return new SparqlSettings("127.0.0.1", 0, limits, queries, waiting, Duration.ofSeconds(20));
    }

    static SparqlSettings.Limits limits(int rows, int bytes) {
        return new SparqlSettings.Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), 5_000, rows, bytes);
    }

    /** Stands for the API. */
    private static final class Rest extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/fails")) {
                throw new IllegalStateException("a secret");
            }
            response.setStatus(404);
            response.getWriter().write("rest");
        }
    }

    /** Adds one entry with these quads. */
    void add(List<Quad> quads) {
        long size = store.watermark().size();
        store.project(List.of(new EntryQuads(size, MadeLedger.graph(size), quads)), MadeLedger.mark(size + 1));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpRequest.Builder asking(String query) {
        return request("/sparql?query=" + encode("PREFIX prov: <" + MadeLedger.PROV + "> " + query));
    }

    HttpResponse<String> ask(String query) {
        return send(asking(query)
                .header("Accept", "text/csv, application/n-triples, application/sparql-results+json;q=0.5"));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body(), e);
        }
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
