package dev.whence.receipt;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a receipt: the SHA-256 of its canonical form (RFC 8785), so that the same receipt has the same id
 * wherever and however often it is handed in.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ReceiptId(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    public ReceiptId {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a receipt id has 64 lower-case hexadecimal digits");
        }
    }

    /** Reads {@code sha256:<hex>}, as {@link #text()} writes it. */
    public static Optional<ReceiptId> parse(String text) {
        String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
        return HEX.matcher(hex).matches() ? Optional.of(new ReceiptId(hex)) : Optional.empty();
    }

    /** {@code sha256:<hex>}. */
    public String text() {
        return PREFIX + hex;
    }

    @Override
    public String toString() {
        return text();
    }
}
