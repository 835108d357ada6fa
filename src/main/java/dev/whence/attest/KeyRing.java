package dev.whence.attest;

import java.util.ArrayList;
import java.util.List;

/**
 * The configured keys. Immutable and safe to share between threads.
 *
 * @param threshold how many different keys must have signed
 */
public record KeyRing(List<TrustedKey> keys, int threshold) {
    public static final KeyRing EMPTY = new KeyRing(List.of(), 1);

    public KeyRing {
        keys = List.copyOf(keys);
    }

    public int size() {
        return keys.size();
    }

    /** The keys in the order in which they are to be tried: first those that a signature calls by name. */
    List<TrustedKey> inOrder(String keyId, String hint) {
        List<TrustedKey> called = new ArrayList<>();
        List<TrustedKey> others = new ArrayList<>();
        for (TrustedKey key : keys) {
            (key.isCalled(keyId) || key.isCalled(hint) ? called : others).add(key);
        }
        called.addAll(others);
        return called;
    }
}
