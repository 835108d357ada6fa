package dev.whence.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a server may listen: anywhere where it can be told who asks, and else only where nobody else comes. */
final class Listening {
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

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new UsageException("There is no address named " + host + ".");
        }
    }
}
