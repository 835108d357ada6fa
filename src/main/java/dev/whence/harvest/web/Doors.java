package dev.whence.harvest.web;

import dev.whence.policy.PrivateHosts;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses may be asked: what a stranger's document names must not lead us into our own network, nor to hosts that
 * nobody named. A name is looked up right before it is asked, and every address that it stands for has to be a public one;
 * the JVM keeps what it looked up for longer than the connection takes to be made.
 */
final class Doors {
    private final PrivateHosts privateHosts = PrivateHosts.load();
    private final boolean allowPrivate;
    private final Set<String> hosts;
    private final URI source;

    Doors(WebSettings settings, URI source) {
        this.allowPrivate = settings.allowPrivate();
        this.hosts = settings.hosts();
        this.source = source;
    }

    /** Why an address may not be asked; nothing where it may. */
    Optional<String> objection(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("only http and https addresses are asked");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return Optional.of("an address has a host, and neither user nor password");
        }
        if (!isNamed(url)) {
            return Optional.of("another host than the source's is asked only where --allow-host names it");
        }
        if (scheme.equals("http") && "https".equals(source.getScheme()) && isSame(url.getHost(), source.getHost())) {
            return Optional.of("a source that is asked over https is not asked over http");
        }
        return allowPrivate ? Optional.empty() : privateness(url.getHost());
    }

    private boolean isNamed(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        boolean own = isSame(host, source.getHost()) && (port(url) == port(source) || isUpgrade(url));
        return own || hosts.contains(host) || hosts.contains(host + ":" + port(url));
    }

    private boolean isUpgrade(URI url) {
        return "http".equals(source.getScheme()) && "https".equals(url.getScheme()) && port(url) == 443;
    }

    private static boolean isSame(String a, String b) {
        return a.equalsIgnoreCase(b);
    }

    private Optional<String> privateness(String host) {
        if (privateHosts.contains(host)) {
            return refused();
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (PrivateHosts.isPrivate(address)) {
                    return refused();
                }
            }
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.of("the host is not known");
        }
    }

    private static Optional<String> refused() {
        return Optional.of("a private address is asked only with --allow-private");
    }

    static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}
