package dev.whence.serve.sparql;

import dev.whence.serve.Freshness;
import dev.whence.serve.HttpSettings;
import dev.whence.store.GraphStore;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.fuseki.FusekiException;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.fuseki.main.sys.FusekiModules;
import org.apache.jena.fuseki.server.DataService;
import org.apache.jena.fuseki.server.Endpoint;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.sparql.core.DatasetGraphZero;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;

/**
 * The one server on the one port: Fuseki with a single endpoint, {@value #ENDPOINT}, that answers queries only, and a
 * servlet of the caller's for every other path. Fuseki's administration, its static files, its updates and its graph
 * store protocol are not there.
 */
public final class SparqlServer implements AutoCloseable {
    public static final String ENDPOINT = "/sparql";
    /** Fuseki's own 5 MiB are allocated and zeroed for every answer, which costs more than a point lookup. */
    private static final int OUTPUT_BUFFER = 32 << 10;

    private final FusekiServer fuseki;
    private final Doorway doorway;
    private final Stopper stopper;

    private SparqlServer(FusekiServer fuseki, Doorway doorway, Stopper stopper) {
        this.fuseki = fuseki;
        this.doorway = doorway;
        this.stopper = stopper;
    }

    /**
     * Builds the server without starting it.
     *
     * @param http how requests come in
     * @param wait how a query waits for a ledger size that it names
     * @param filters run in front of everything, in this order; the first says who the caller is
     * @param rest serves every path that is not SPARQL's
     */
    public static SparqlServer create(
            SparqlSettings settings,
            HttpSettings http,
            GraphStore store,
            Freshness.GraphWait wait,
            List<Filter> filters,
            HttpServlet rest) {
        Stopper stopper = new Stopper();
        FusekiServer.Builder builder = FusekiServer.create()
                .port(settings.port())
                .fusekiModules(FusekiModules.create())
                .numServerThreads(4, 200)
                .add(ENDPOINT, service(settings, store, stopper))
                .addServlet(Assets.PATH + "*", new Assets())
                .addServlet("/*", rest);
        filters.forEach(filter -> builder.addFilter("/*", filter));
        builder.addFilter(ENDPOINT, new EndpointFilter(settings, wait, new FrontDoor()));
        FusekiServer fuseki = builder.build();
        Doorway doorway = new Doorway(fuseki.getJettyServer(), settings, http, OUTPUT_BUFFER);
        errors(fuseki.getJettyServer());
        return new SparqlServer(fuseki, doorway, stopper);
    }

    /** Fuseki wants a dataset; it gets an empty one, since the processor takes each caller's from the store. */
    private static DataService service(SparqlSettings settings, GraphStore store, Stopper stopper) {
        Endpoint query = Endpoint.create()
                .operation(Operation.Query)
                .processor(new QueryProcessor(store, settings.limits(), stopper))
                .build();
        return DataService.newBuilder(DatasetGraphZero.create())
                .addEndpoint(query)
                .build();
    }

    private static void errors(Server jetty) {
        ServletContextHandler context = jetty.getDescendant(ServletContextHandler.class);
        context.setErrorHandler(new ProblemErrorHandler());
        jetty.setErrorHandler(new ProblemErrorHandler());
        // Javalin's servlet asks for these components even where no route is a web socket.
        JettyWebSocketServletContainerInitializer.configure(context, null);
    }

    /** @throws FusekiException if the port is taken or may not be used */
    public SparqlServer start() {
        fuseki.start();
        return this;
    }

    /** The port in use, also when the settings asked for a free one. */
    public int port() {
        return doorway.port();
    }

    /** Calls whenever the certificate has been renewed, with the new one's DER form; now as well, where there is one. */
    public void onCertificate(Consumer<byte[]> told) {
        doorway.onCertificate(told);
    }

    /** Takes no more requests, lets running ones go, and stops. */
    @Override
    public void close() {
        doorway.close();
        fuseki.stop();
        stopper.close();
    }
}
