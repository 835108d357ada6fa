package dev.whence.policy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses as clients do (WHATWG URL §3.5) and tells the private ones. What cannot be read is private. */
final class IpAddresses {
    /** A last label that is a number makes the whole a number. */
    private static final Pattern NUMBER_LAST = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)", Pattern.DOTALL);

    /** This network, private, shared, loopback, link local, protocol, benchmark, multicast, reserved (RFC 6890). */
    private static final List<Block> PRIVATE = List.of(
            new Block(0x00000000L, 8),
            new Block(0x0A000000L, 8),
            new Block(0x64400000L, 10),
            new Block(0x7F000000L, 8),
            new Block(0xA9FE0000L, 16),
            new Block(0xAC100000L, 12),
            new Block(0xC0000000L, 24),
            new Block(0xC0A80000L, 16),
            new Block(0xC6120000L, 15),
            new Block(0xE0000000L, 4),
            new Block(0xF0000000L, 4));

    private record Block(long start, int bits) {
        boolean holds(long address) {
            return (address >>> (32 - bits)) == (start >>> (32 - bits));
        }
    }

    private IpAddresses() {}

    static boolean looksLikeV4(String host) {
        return NUMBER_LAST.matcher(host).matches();
    }

    static boolean isPrivateV4(String host) {
        return v4(host).map(IpAddresses::isPrivate).orElse(true);
    }

    /** @param host in brackets */
    static boolean isPrivateV6(String host) {
        boolean literal = host.endsWith("]") && host.indexOf(':') > 0 && host.indexOf('%') < 0;
        if (!literal) {
            return true;
        }
        try {
            // In brackets and with a colon it is a literal: no name is looked up.
            return isPrivate(InetAddress.getByName(host));
        } catch (UnknownHostException unreadable) {
            return true;
        }
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return isPrivate(unsigned(bytes, 0));
        }
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (bytes[0] & 0xFE) == 0xFC
                || embedded(bytes).map(IpAddresses::isPrivate).orElse(false);
    }

    /** The IPv4 address inside: IPv4-compatible (RFC 4291), NAT64 (RFC 6052, 8215), 6to4 (RFC 3056). */
    private static Optional<Long> embedded(byte[] bytes) {
        long head = unsigned(bytes, 0);
        boolean compatible = head == 0 && unsigned(bytes, 4) == 0 && unsigned(bytes, 8) == 0;
        if (compatible || head == 0x0064FF9BL) {
            return Optional.of(unsigned(bytes, 12));
        }
        return head >>> 16 == 0x2002 ? Optional.of(unsigned(bytes, 2)) : Optional.empty();
    }

    private static long unsigned(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + 4; i++) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    private static boolean isPrivate(long address) {
        return PRIVATE.stream().anyMatch(block -> block.holds(address));
    }

    /** One to four numbers; the last one fills what the others leave. */
    private static Optional<Long> v4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            int bits = last ? 8 * (5 - parts.length) : 8;
            Optional<Long> number = number(parts[i]).filter(value -> value < 1L << bits);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            address = (address << bits) | number.get();
        }
        return Optional.of(address);
    }

    /** Decimal, octal with a leading 0, or hexadecimal with a leading 0x. */
    private static Optional<Long> number(String text) {
        try {
            if (text.startsWith("0x")) {
                return Optional.of(text.length() == 2 ? 0 : Long.parseLong(text.substring(2), 16));
            }
            return Optional.of(Long.parseLong(text, text.length() > 1 && text.startsWith("0") ? 8 : 10));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
