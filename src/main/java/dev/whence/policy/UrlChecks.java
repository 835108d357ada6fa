package dev.whence.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges URLs by their text alone; never resolves a name. Thread safe. */
final class UrlChecks {
    /** As browsers read it: a backslash ends the host as a slash does, and the last at sign ends the user. */
    private static final Pattern URL =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\\\]+)(?:[/?#\\\\].*)?", Pattern.DOTALL);

    /** Without a scheme too: it is then that of the page. */
    private static final Pattern WEB =
            Pattern.compile("(?i)\\s*(?:https?:)?[/\\\\]{2}([^/?#\\\\]+)(?:[/?#\\\\].*)?", Pattern.DOTALL);

    private static final Pattern SCHEME =
            Pattern.compile("[\\s\\x00-\\x20]*([A-Za-z][A-Za-z0-9+.\\s-]{0,63}):", Pattern.DOTALL);

    private final PolicySettings settings;
    private final PrivateHosts privateHosts;

    /** What is wrong with a URL. */
    record Fault(PolicyRule rule, String message) {}

    UrlChecks(PolicySettings settings, PrivateHosts privateHosts) {
        this.settings = settings;
        this.privateHosts = privateHosts;
    }

    /** Judges a URL that somebody will follow. */
    List<Fault> dereferenced(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return List.of(new Fault(PolicyRule.URL_SCHEME, "This is not an absolute URL with a host"));
        }
        List<Fault> faults = new ArrayList<>();
        if (!settings.accessSchemes().contains(parts.group(1).toLowerCase(Locale.ROOT))) {
            faults.add(new Fault(PolicyRule.URL_SCHEME, "This URL's scheme is not allowed"));
        }
        judgeAuthority(parts.group(2), faults);
        return faults;
    }

    /**
     * Judges a reference of a catalog record: a relative one, or one of any scheme that does no harm; where it is one of the
     * web, people and harvesters will follow it.
     *
     * @param homes the hosts, with their ports, that a record may name wherever they are: ours, and its source's
     */
    List<Fault> href(String reference, Set<String> homes) {
        List<Fault> faults = new ArrayList<>();
        locator(reference).ifPresent(faults::add);
        Matcher parts = WEB.matcher(reference);
        if (parts.matches() && !homes.contains(parts.group(1))) {
            judgeAuthority(parts.group(1), faults);
        }
        return faults;
    }

    /** The host of a URL of the web, with its port, as it stands there. */
    static Optional<String> authority(String url) {
        Matcher parts = WEB.matcher(url);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    private void judgeAuthority(String authority, List<Fault> faults) {
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            faults.add(new Fault(PolicyRule.URL_CREDENTIALS, "This URL holds a user or a password"));
        }
        if (privateHosts.contains(host(authority.substring(at + 1)))) {
            faults.add(new Fault(PolicyRule.PRIVATE_ADDRESS, "This URL leads to a private address"));
        }
    }

    /** Judges a URI that says where something lies; it may be relative and have any scheme that does no harm. */
    Optional<Fault> locator(String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        return scheme.lookingAt()
                        && settings.deniedSchemes()
                                .contains(scheme.group(1).replaceAll("\\s", "").toLowerCase(Locale.ROOT))
                ? Optional.of(new Fault(PolicyRule.URL_SCHEME, "This URI's scheme is not allowed"))
                : Optional.empty();
    }

    private static String host(String hostAndPort) {
        if (hostAndPort.startsWith("[")) {
            int end = hostAndPort.indexOf(']');
            return end < 0 ? hostAndPort : hostAndPort.substring(0, end + 1);
        }
        int colon = hostAndPort.indexOf(':');
        return colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    }
}
