package dev.whence.app;

import dev.whence.access.Access;
import dev.whence.authenticate.Authentication;
import dev.whence.operate.Stage;
import dev.whence.receipt.Iris;
import dev.whence.serve.ApiServlet;
import dev.whence.serve.AuditFilter;
import dev.whence.serve.AuthenticationFilter;
import dev.whence.serve.Authenticator;
import dev.whence.serve.DenialFilter;
import dev.whence.serve.Freshness;
import dev.whence.serve.StrangePageFilter;
import dev.whence.serve.sparql.SparqlSettings;
import dev.whence.trail.DenialLimit;
import dev.whence.trail.Trail;
import jakarta.servlet.Filter;
import java.io.IOException;
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
                Optional.ofNullable(host).orElse(asked.host()),
                Optional.ofNullable(port).orElse(asked.port()),
                asked.limits(),
                asked.queries(),
                asked.waiting(),
                asked.longestWait());
        Listening.require(used.host(), whence.hasRights());
        whence.prepare();
        try {
            return WhenceServer.start(
                    used, settings.http(), whence.graph(), whence.projector()::await, filters(), api());
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
        whence.attendants().trail().ifPresent(trail -> filters.add(new AuditFilter(trail)));
        filters.add(authentication());
        filters.add(new StrangePageFilter(whence.iris().base(), settings.http().origins()));
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
                whence.eraser(),
                whence.archive(),
                whence.attachments(),
                whence.answers().lineage(),
                whence.answers().evidence(),
                whence.answers().queries(),
                whence.answers().runner(),
                whence.graph(),
                whence.ledger(),
                whence.answers().orchestration(),
                whence.answers().operations(access, Stage.Watch.NOBODY),
                new KeyRotator(whence),
                whence.publicCatalog(),
                whence.crates());
        metrics.watchGarbageCollection();
        ApiServlet.Vitals vitals = new ApiServlet.Vitals(
                () -> whence.status().json(),
                () -> whence.status().isWell(),
                () -> metrics.registry().scrape(),
                () -> whence.attendants().trail().map(Trail::state),
                Version.text());
        Freshness freshness = new Freshness(whence.projector()::graphSize, whence.projector()::await);
        return new ApiServlet(
                answers,
                vitals,
                freshness,
                Math.min(
                        settings.intake().limits().maxBytes(),
                        settings.http().limits().bodyBytes()),
                settings.http().limits().bodyBytes());
    }

    /** Refuses an address before a folder is opened for it. */
    static void check(DataOptions data, @Nullable String host, @Nullable Integer port) throws IOException {
        checkPort(port);
        Settings settings = Settings.read(data.config(), System.getenv());
        Listening.require(
                Optional.ofNullable(host).orElse(settings.sparql().host()),
                authentication(new DataFolder(data.data()), settings).isConfigured());
    }

    /** For a server that tells nobody apart. */
    static void checkAlone(@Nullable String host, @Nullable Integer port) {
        checkPort(port);
        if (host != null) {
            Listening.require(host, false);
        }
    }

    static void checkPort(@Nullable Integer port) {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new UsageException("A port is a number from 0 to 65535.");
        }
    }

    /** Who can be known by what lies in a folder and what is set. */
    static Authentication authentication(DataFolder folder, Settings settings) {
        return Authentication.over(
                folder.keys(), settings.rights().authentication(), Iris.DEFAULT_ORGANISATION, Clock.systemUTC());
    }
}
