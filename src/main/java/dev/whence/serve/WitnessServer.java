package dev.whence.serve;

import dev.whence.witness.Witness;
import io.javalin.Javalin;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A witness on a port of its own. */
public final class WitnessServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WitnessServer.class);

    private final Javalin javalin;
    private final String url;

    private WitnessServer(Javalin javalin, String url) {
        this.javalin = javalin;
        this.url = url;
    }

    /** Starts serving; when this returns, requests are answered. */
    public static WitnessServer start(Witness witness, String host, int port) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            new WitnessRoutes(witness).register(new Api(config.routes));
            config.routes.exception(HttpResponseException.class, (refused, context) -> {
                context.status(refused.getStatus());
                Reply.text(context, "text/plain", "There is nothing at this address, or not by that method.\n");
            });
            config.routes.exception(Exception.class, (fault, context) -> {
                log.error("{} {} failed", context.method(), context.path(), fault);
                context.status(500);
                Reply.text(context, "text/plain", "The witness met a fault of its own; its log has the details.\n");
            });
        });
        javalin.start(host, port);
        String name = host.contains(":") ? "[" + host + "]" : host;
        return new WitnessServer(javalin, "http://" + name + ":" + javalin.port());
    }

    /** Its submission and monitoring prefix, without a slash at the end. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
