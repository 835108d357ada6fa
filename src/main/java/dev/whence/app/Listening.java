package dev.whence.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a server may listen: anywhere where it can be told who asks, and else only where nobody else comes. */
final class Listening {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]", Pattern.CASE_INSENSITIVE);

    private Listening() {}

    /** @throws UsageException where nobody from outside may come in */
    static void require(String host, boolean rights) {
        if (!rights && !isLoopback(host)) {
            throw new UsageException("Whence listens on loopback only as long as no rights are configured, and " + host
                    + " is not a loopback address: make a key first (whence keys api create), or name an issuer of tokens"
                    + " (auth.jwt.issuer).");
        }
    }

    /** @throws UsageException where there is no such address */
    static boolean isLoopback(String host) {
        return address(host).isLoopbackAddress();
    }

    /** An address by which this machine itself reaches a server that listens there. */
    static String fromHere(String host) {
        InetAddress address = address(host);
        boolean six = host.contains(":");
        if (address.isAnyLocalAddress()) {
            return six ? "[::1]" : "127.0.0.1";
        }
        return six ? "[" + host + "]" : host;
    }

    /**
     * What people have to know where links lead elsewhere than to the server that gives them; nothing where they lead to it,
     * as far as that can be told without asking for names.
     *
     * @param base of all IRIs
     * @param host on which it listens
     * @param url its root as this machine reaches it
     */
    static Optional<String> elsewhere(String base, String host, String url) {
        URI named = URI.create(base);
        URI here = URI.create(url);
        boolean sameHost = address(host).isAnyLocalAddress()
                || named.getHost().equalsIgnoreCase(here.getHost())
                || LOOPBACK.matcher(named.getHost()).matches() && isLoopback(host);
        return sameHost && port(named) == port(here)
                ? Optional.empty()
                : Optional.of("Links and IRIs here begin with " + base + " and not with " + url
                        + ": they work where something, such as a proxy, leads from there to here. A new folder takes another"
                        + " base by --base, one that is there by whence rebuild --base.");
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new UsageException("There is no address named " + host + ".");
        }
    }
}
