package dev.whence.receipt;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A digest as a receipt states it. A {@link WellFormed} one can be compared with bytes; a {@link Malformed} one exists
 * only because somebody asked for lenient intake, and names a thing without proving anything of it.
 */
public sealed interface Digest permits Digest.WellFormed, Digest.Malformed {

    /** {@code alg:hex}, lower-cased, or the malformed text as it was given. */
    String text();

    /**
     * Reads {@code alg:hex}.
     *
     * @return nothing when the algorithm is unknown, the length is wrong, a character is not hexadecimal, or all are
     *     zero
     */
    static Optional<WellFormed> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        return DigestAlgorithm.labelled(text.substring(0, colon).toLowerCase(Locale.ROOT))
                .flatMap(algorithm -> WellFormed.of(algorithm, text.substring(colon + 1)));
    }

    /** A digest of the right form. */
    record WellFormed(DigestAlgorithm algorithm, String hex) implements Digest {
        private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
        private static final Pattern ZEROS = Pattern.compile("0+");

        public WellFormed {
            if (hex.length() != algorithm.hexLength()
                    || !HEX.matcher(hex).matches()
                    || ZEROS.matcher(hex).matches()) {
                throw new IllegalArgumentException("not a " + algorithm.label() + " digest");
            }
        }

        static Optional<WellFormed> of(DigestAlgorithm algorithm, String hex) {
            String lower = hex.toLowerCase(Locale.ROOT);
            return lower.length() == algorithm.hexLength()
                            && HEX.matcher(lower).matches()
                            && !ZEROS.matcher(lower).matches()
                    ? Optional.of(new WellFormed(algorithm, lower))
                    : Optional.empty();
        }

        @Override
        public String text() {
            return algorithm.label() + ":" + hex;
        }
    }

    /** A digest that has not the right form, kept as it was given. */
    record Malformed(String text) implements Digest {}
}
