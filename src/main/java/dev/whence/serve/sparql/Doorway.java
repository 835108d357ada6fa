package dev.whence.serve.sparql;

import dev.whence.serve.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** The one way in: where Jetty listens, by TLS or plainly, within which limits, and which pages' scripts may read on. */
final class Doorway implements AutoCloseable {
    /** What scripts of other pages may send and read beside what is always allowed (Fetch standard). */
    private static final Set<String> SENT = Set.of(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-None-Match",
            "Prefer",
            "Whence-Min-Size",
            "Whence-Organisation",
            "X-Api-Key");

    private static final Set<String> READ =
            Set.of("ETag", "Link", "Location", "Retry-After", "Whence-Ledger-Size", "WWW-Authenticate");

    private final ServerConnector connector;
    private final Optional<Certificate> certificate;

    Doorway(Server jetty, SparqlSettings settings, HttpSettings http, int outputBuffer) {
        HttpConnectionFactory protocol = new HttpConnectionFactory(configuration(jetty));
        HttpConfiguration configuration = protocol.getHttpConfiguration();
        configuration.setOutputBufferSize(outputBuffer);
        configuration.setRequestHeaderSize(http.limits().headerBytes());
        configuration.setSendServerVersion(false);
        this.certificate = http.tls().map(files -> {
            try {
                return new Certificate(files);
            } catch (IOException unusable) {
                throw new UncheckedIOException(unusable);
            }
        });
        this.connector = certificate
                .map(shown -> {
                    // One certificate, whatever name it was asked by: the client judges that.
                    configuration.addCustomizer(new SecureRequestCustomizer(false));
                    SslConnectionFactory tls = new SslConnectionFactory(shown.context(), protocol.getProtocol());
                    return new ServerConnector(jetty, tls, protocol);
                })
                .orElseGet(() -> new ServerConnector(jetty, protocol));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(http.limits().idle().toMillis());
        jetty.setConnectors(new Connector[] {connector});
        if (!http.origins().isEmpty()) {
            jetty.setHandler(crossOrigin(jetty, http.origins()));
        }
    }

    /** Fuseki's own, with what it is careful about. */
    private static HttpConfiguration configuration(Server jetty) {
        return jetty.getConnectors()[0]
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration();
    }

    private static CrossOriginHandler crossOrigin(Server jetty, Set<String> origins) {
        CrossOriginHandler handler = new NamedPages(origins);
        handler.setAllowedOriginPatterns(
                origins.stream().map(Doorway::pattern).collect(Collectors.toUnmodifiableSet()));
        handler.setAllowedMethods(Set.of("GET", "HEAD", "POST"));
        handler.setAllowedHeaders(SENT);
        handler.setExposedHeaders(READ);
        // A browser's own credentials are never taken: a script has to show a key itself.
        handler.setAllowCredentials(false);
        handler.setDeliverPreflightRequests(false);
        handler.setHandler(jetty.getHandler());
        return handler;
    }

    private static String pattern(String origin) {
        return origin.equals("*") ? "*" : Pattern.quote(origin);
    }

    /** The port in use, also when the settings asked for a free one. */
    int port() {
        return connector.getLocalPort();
    }

    void onCertificate(Consumer<byte[]> told) {
        certificate.ifPresent(shown -> shown.onChange(told));
    }

    @Override
    public void close() {
        certificate.ifPresent(Certificate::close);
    }
}
