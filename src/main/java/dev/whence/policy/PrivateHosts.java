package dev.whence.policy;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells hosts that lead into somebody's own network, in every form in which a client would still find them. What cannot
 * be understood is private too. Thread safe.
 */
public final class PrivateHosts {
    private final Set<String> names;

    /** Those that policy names. */
    public static PrivateHosts load() {
        return new PrivateHosts(Places.load().privateHosts());
    }

    /** @param names host names, and suffixes of host names, in lower case */
    PrivateHosts(Set<String> names) {
        this.names = names;
    }

    /** Judged by its text alone; no name is looked up. */
    public boolean contains(String host) {
        Optional<String> plain = plain(host);
        if (plain.isEmpty()) {
            return true;
        }
        if (plain.get().startsWith("[")) {
            return IpAddresses.isPrivateV6(plain.get());
        }
        return IpAddresses.looksLikeV4(plain.get()) ? IpAddresses.isPrivateV4(plain.get()) : isPrivateName(plain.get());
    }

    /** What a name was found to stand for. */
    public static boolean isPrivate(InetAddress address) {
        return IpAddresses.isPrivate(address);
    }

    /** A name of one label means a neighbour. */
    private boolean isPrivateName(String name) {
        if (name.indexOf('.') < 0 || names.contains(name)) {
            return true;
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (names.contains(name.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Clients decode percent signs, full-width letters and other full stops before they look (UTS 46). */
    private static Optional<String> plain(String host) {
        try {
            String decoded = URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
            String folded = Normalizer.normalize(decoded, Normalizer.Form.NFKC)
                    .replace('\u3002', '.')
                    .toLowerCase(Locale.ROOT);
            String trimmed = folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
            return trimmed.isEmpty() ? Optional.empty() : Optional.of(trimmed);
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }
}
