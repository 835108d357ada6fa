package dev.whence.receipt;

import java.util.Arrays;
import java.util.Optional;

/** The digest algorithms that a receipt may use. */
public enum DigestAlgorithm {
    SHA256("sha256", 64),
    SHA384("sha384", 96),
    SHA512("sha512", 128),
    BLAKE3("blake3", 64);

    private final String label;
    private final int hexLength;

    DigestAlgorithm(String label, int hexLength) {
        this.label = label;
        this.hexLength = hexLength;
    }

    /** The name before the colon, in lower case. */
    public String label() {
        return label;
    }

    /** How many hexadecimal digits a digest of this algorithm has. */
    public int hexLength() {
        return hexLength;
    }

    public static Optional<DigestAlgorithm> labelled(String label) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label.equals(label))
                .findFirst();
    }
}
