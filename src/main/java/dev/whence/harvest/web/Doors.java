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
 * nobody named. A name is looked up right before it is asked, after whatever wait there was, and every address that it stands
 * for has to be a public one; the JVM keeps what it looked up for longer than the connection takes to be made.
 */
final class Doors {
    /** Looks up what a name stands for. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /**
     * Why an address may not be asked.
     *
     * @param isPassing whether it may be asked later, as nobody knows its name now
     */
    record Objection(String text, boolean isPassing) {
        private static Optional<Objection> lasting(String text) {
            return Optional.of(new Objection(text, false));
        }
    }

    private final Names names;
    private final PrivateHosts privateHosts = PrivateHosts.load();
    private final boolean allowPrivate;
    private final Set<String> hosts;
    private final URI source;

    Doors(WebSettings settings, URI source, Names names) {
        this.names = names;
        this.allowPrivate = settings.allowPrivate();
        this.hosts = settings.hosts();
        this.source = source;
    }

    /** Why an address may not be asked; nothing where it may. */
    Optional<Objection> objection(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Objection.lasting("only http and https addresses are asked");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return Objection.lasting("an address has a host, and neither user nor password");
        }
        if (!isNamed(url)) {
            return Objection.lasting("another host than the source's is asked only where --allow-host names it");
        }
        if (scheme.equals("http") && "https".equals(source.getScheme()) && isSame(url.getHost(), source.getHost())) {
            return Objection.lasting("a source that is asked over https is not asked over http");
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

    private Optional<Objection> privateness(String host) {
        if (privateHosts.contains(host)) {
            return refused();
        }
        try {
            for (InetAddress address : names.of(host)) {
                if (PrivateHosts.isPrivate(address)) {
                    return refused();
                }
            }
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.of(new Objection("the host is not known", true));
        }
    }

    private static Optional<Objection> refused() {
        return Objection.lasting("a private address is asked only with --allow-private");
    }

    static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}
