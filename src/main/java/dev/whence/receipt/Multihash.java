package dev.whence.receipt;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A digest that carries its algorithm and its length in front of it (multiformats, multihash), in hexadecimal: what STAC's
 * file extension calls a checksum.
 *
 * @param code the algorithm's number in the multicodec table
 * @param hex the digest alone, in lower case
 */
public record Multihash(long code, String hex) {
    private static final Map<Long, DigestAlgorithm> KNOWN = Map.of(
            0x12L, DigestAlgorithm.SHA256,
            0x20L, DigestAlgorithm.SHA384,
            0x13L, DigestAlgorithm.SHA512,
            0x1eL, DigestAlgorithm.BLAKE3);

    /** How long the digests of other widespread algorithms are, in bytes: SHA-1, MD5, SHA3-512 to -224, and Keccak-256. */
    private static final Map<Long, Integer> LENGTHS = Map.of(
            0x11L, 20, 0xd5L, 16, 0x14L, 64, 0x15L, 48, 0x16L, 32, 0x17L, 28, 0x1bL, 32, 0x12L, 32, 0x20L, 48, 0x13L,
            64);

    /** Longer numbers than these nine bytes of seven bits are not allowed (unsigned-varint). */
    private static final int LONGEST_NUMBER = 9;

    /**
     * Reads a multihash.
     *
     * @return nothing where a number is cut short or not in its shortest form, the length is not that of what follows or
     *     not that of the algorithm, or the text is not lower-case hexadecimal
     */
    public static Optional<Multihash> parse(String text) {
        if (text.length() % 2 != 0 || !text.chars().allMatch(Multihash::isLowerHex)) {
            return Optional.empty();
        }
        Numbers numbers = new Numbers(HexFormat.of().parseHex(text));
        long code = numbers.next();
        long length = numbers.next();
        String digest = text.substring(Math.min(text.length(), numbers.at * 2));
        boolean whole = code >= 0 && length > 0 && digest.length() == length * 2;
        return whole && length == LENGTHS.getOrDefault(code, (int) Math.min(length, Integer.MAX_VALUE))
                ? Optional.of(new Multihash(code, digest))
                : Optional.empty();
    }

    /** The same as receipts write it; nothing where the algorithm is none of theirs, or the digest is all zeros. */
    public Optional<Digest.WellFormed> digest() {
        return Optional.ofNullable(KNOWN.get(code)).flatMap(algorithm -> Digest.parse(algorithm.label() + ":" + hex));
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /** Unsigned numbers of seven bits a byte, the lowest first. */
    private static final class Numbers {
        private final byte[] bytes;
        private int at;

        Numbers(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The next number; less than zero where there is none in its one form. */
        long next() {
            long number = 0;
            for (int i = 0; i < LONGEST_NUMBER && at < bytes.length; i++) {
                byte next = bytes[at++];
                number |= (next & 0x7fL) << (7 * i);
                if (next >= 0) {
                    return next == 0 && i > 0 ? -1 : number;
                }
            }
            return -1;
        }
    }
}
