package dev.whence.serve;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;

/** From which addresses a request's word about where it came from is believed. Immutable. */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(new InetAddressSet(), true);

    /** Addresses and ranges only: a name would be looked up. */
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,40})(/[0-9]{1,3})?");

    private final InetAddressSet addresses;
    private final boolean none;

    private TrustedProxies(InetAddressSet addresses, boolean none) {
        this.addresses = addresses;
        this.none = none;
    }

    /** Reads addresses and ranges such as {@code 10.0.0.0/8} or {@code fd00::/8}; nothing where one of them is neither. */
    public static Optional<TrustedProxies> parse(List<String> ranges) {
        InetAddressSet addresses = new InetAddressSet();
        try {
            for (String range : ranges) {
                if (!FORM.matcher(range).matches()) {
                    return Optional.empty();
                }
                addresses.add(range);
            }
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
        return Optional.of(new TrustedProxies(addresses, ranges.isEmpty()));
    }

    boolean contains(String address) {
        if (none || !FORM.matcher(address).matches()) {
            return false;
        }
        try {
            return addresses.test(java.net.InetAddress.getByName(address));
        } catch (java.net.UnknownHostException notAnAddress) {
            return false;
        }
    }

    public boolean isEmpty() {
        return none;
    }
}
