package dev.whence.app;

import dev.whence.access.Access;
import dev.whence.serve.ApiServlet;
import dev.whence.serve.AuditFilter;
import dev.whence.serve.AuthenticationFilter;
import dev.whence.serve.Authenticator;
import dev.whence.serve.DenialFilter;
import dev.whence.serve.Freshness;
import dev.whence.serve.sparql.SparqlSettings;
import dev.whence.trail.DenialLimit;
import dev.whence.trail.Trail;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the server over an open house. */
final class ServerParts {
    private final Whence whence;
    private final Settings settings;
    private final Metrics metrics;
    private final Access access;
    private final Authenticator authenticator;

    ServerParts(Whence whence, Settings settings, Metrics metrics, Access access, Authenticator authenticator) {
        this.whence = whence;
        this.settings = settings;
        this.metrics = metrics;
        this.access = access;
        this.authenticator = authenticator;
    }

    WhenceServer start(@Nullable String host, @Nullable Integer port) {
        SparqlSettings asked = settings.sparql();
        SparqlSettings used = new SparqlSettings(
                requireLoopback(Optional.ofNullable(host).orElse(asked.host())),
                Optional.ofNullable(port).orElse(asked.port()),
                asked.limits(),
                asked.queries(),
                asked.waiting(),
                asked.longestWait());
        whence.prepare();
        try {
            return WhenceServer.start(used, whence.graph(), whence.projector()::await, filters(), api());
        } catch (RuntimeException failed) {
            throw new FaultException(
                    "Cannot listen on " + used.host() + " port " + used.port()
                            + ": the port is in use or not allowed. Choose another with --port, or 0 for a free one.",
                    failed);
        }
    }

    /** In the order in which they stand: what is behind one is not asked by those whom it turns away. */
    private List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        whence.trail().ifPresent(trail -> filters.add(new AuditFilter(trail)));
        filters.add(authentication());
        filters.add(new DenialFilter(new DenialLimit(settings.denialsPerMinute(), System::nanoTime)));
        return filters;
    }

    private AuthenticationFilter authentication() {
        return new AuthenticationFilter(authenticator, access, whence.rights(), Clock.systemUTC());
    }

    private ApiServlet api() {
        ApiServlet.Answers answers = new ApiServlet.Answers(
                whence.iris(),
                whence.intake(),
                whence.bulk(),
                whence.archive(),
                whence.attachments(),
                whence.lineage(),
                whence.evidence(),
                whence.queries(),
                whence.runner(),
                whence.graph(),
                whence.ledger(),
                whence.orchestration(),
                new KeyRotator(whence));
        metrics.watchGarbageCollection();
        ApiServlet.Vitals vitals = new ApiServlet.Vitals(
                () -> whence.status().json(),
                () -> whence.status().isWell(),
                () -> metrics.registry().scrape(),
                () -> whence.trail().map(Trail::state),
                Version.text());
        Freshness freshness = new Freshness(whence.projector()::graphSize, whence.projector()::await);
        return new ApiServlet(
                answers, vitals, freshness, settings.intake().limits().maxBytes());
    }

    /** Refuses an address before a folder is opened for it. */
    static void check(@Nullable String host, @Nullable Integer port) {
        if (host != null) {
            requireLoopback(host);
        }
        if (port != null && (port < 0 || port > 65_535)) {
            throw new UsageException("A port is a number from 0 to 65535.");
        }
    }

    /** Nobody can be told apart yet, so nobody from outside may come in. */
    private static String requireLoopback(String host) {
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return host;
            }
        } catch (UnknownHostException unknown) {
            throw new UsageException("There is no address named " + host + ".");
        }
        throw new UsageException("Whence listens on loopback only, because no rights are configured; " + host
                + " is not a loopback address. Put a proxy that knows your users in front of it.");
    }
}
