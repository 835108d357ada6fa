package dev.whence.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.QuotedCSV;

/**
 * Reads the ways by which proxies say for whom they ask (RFC 7239, and the customary headers). Each proxy adds at the end,
 * so the end is read first: the sender is the last one that is no trusted proxy; what stands before it, anybody may have
 * made up.
 */
final class ForwardedFor {
    /** An address with or without a port: {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}, {@code 2001:db8::1}. */
    private static final Pattern NODE =
            Pattern.compile("\\[([0-9a-fA-F:.]{2,45})](:[0-9]+)?|([0-9.]{7,15})(:[0-9]+)?|([0-9a-fA-F:.]{2,45})");

    private ForwardedFor() {}

    /**
     * One step of the way.
     *
     * @param address that the proxy was asked from; as it stands in the header where it is none
     * @param secure whether the proxy was asked by TLS
     */
    record Hop(String address, boolean secure) {}

    /** {@code Forwarded}: for and proto stand in one element. */
    static List<Hop> standard(List<String> headers) {
        List<Hop> hops = new ArrayList<>();
        for (String element : new QuotedCSV(true, headers.toArray(String[]::new)).getValues()) {
            String address = "";
            boolean secure = false;
            for (String pair : element.split(";", -1)) {
                int equals = pair.indexOf('=');
                String name =
                        equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String value = pair.substring(equals + 1).strip().replace("\"", "");
                if (name.equals("for")) {
                    address = address(value);
                } else if (name.equals("proto")) {
                    secure = value.equalsIgnoreCase("https");
                }
            }
            hops.add(new Hop(address, secure));
        }
        return hops;
    }

    /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}: counted from the end, each belongs to the other. */
    static List<Hop> customary(List<String> senders, List<String> protocols) {
        List<String> addresses = words(senders);
        List<String> schemes = words(protocols);
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            int scheme = schemes.size() == 1 ? 0 : schemes.size() - addresses.size() + i;
            boolean secure = scheme >= 0
                    && scheme < schemes.size()
                    && schemes.get(scheme).equalsIgnoreCase("https");
            hops.add(new Hop(address(addresses.get(i)), secure));
        }
        if (hops.isEmpty() && !schemes.isEmpty()) {
            hops.add(new Hop("", schemes.get(schemes.size() - 1).equalsIgnoreCase("https")));
        }
        return hops;
    }

    private static List<String> words(List<String> headers) {
        return new QuotedCSV(false, headers.toArray(String[]::new)).getValues();
    }

    /** The last hop whose address is no trusted proxy's. */
    static Hop sender(List<Hop> hops, TrustedProxies proxies, String nearest) {
        Hop sender = new Hop(nearest, false);
        for (int i = hops.size() - 1; i >= 0; i--) {
            Hop hop = hops.get(i);
            if (hop.address().isEmpty()) {
                return new Hop(sender.address(), hop.secure());
            }
            sender = hop;
            if (!proxies.contains(hop.address())) {
                break;
            }
        }
        return sender;
    }

    private static String address(String node) {
        Matcher form = NODE.matcher(node.strip());
        if (!form.matches()) {
            return "";
        }
        String bracketed = form.group(1);
        String dotted = form.group(3);
        return bracketed != null ? bracketed : dotted != null ? dotted : form.group(5);
    }
}
