package dev.whence.attest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A configured key.
 *
 * @param keyIds what signatures by it may call it: only a hint where to look first
 * @param allowed what it may speak of
 * @param notAfter when it ended; what comes later is not believed
 */
record TrustedKey(SigningKey key, List<String> keyIds, Allowed allowed, Optional<Instant> notAfter) {
    TrustedKey {
        keyIds = List.copyOf(keyIds);
    }

    boolean isCalled(String keyId) {
        return !keyId.isEmpty() && keyIds.contains(keyId);
    }

    boolean isValidAt(Instant moment) {
        return notAfter.isEmpty() || !moment.isAfter(notAfter.get());
    }
}
