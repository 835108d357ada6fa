package dev.whence.tlog.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The three hashes of RFC 6962 §2.1. Leaves and nodes begin with different bytes, so that neither passes for the other. */
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** The root of the tree without leaves. */
    public static final Hash EMPTY_ROOT = Hash.finish(sha256());

    private TreeHasher() {}

    /** {@code SHA256(00 ‖ entry)}. */
    public static Hash leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    /** The leaf hash of a part of an array. */
    public static Hash leaf(byte[] source, int offset, int length) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(source, offset, length);
        return Hash.finish(digest);
    }

    /** {@code SHA256(01 ‖ left ‖ right)}. */
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        left.update(digest);
        right.update(digest);
        return Hash.finish(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
