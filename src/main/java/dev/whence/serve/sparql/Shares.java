package dev.whence.serve.sparql;

import dev.whence.access.Principal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps one principal from taking every place: so many of its queries run or wait at once, and the next is sent away. All
 * who show nothing share what one has. Thread-safe.
 */
final class Shares {
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();
    private final int most;

    /** @param most queries of one principal that may run or wait */
    Shares(int most) {
        this.most = most;
    }

    /** True when there is room; the caller then owes one {@link #leave}. Who owns the house has no bound here. */
    boolean enter(Principal principal) {
        if (principal.means() == Principal.Means.HOUSE) {
            return true;
        }
        boolean[] entered = {true};
        taken.compute(key(principal), (name, queries) -> {
            int now = queries == null ? 0 : queries;
            entered[0] = now < most;
            return entered[0] ? Integer.valueOf(now + 1) : queries;
        });
        return entered[0];
    }

    void leave(Principal principal) {
        taken.computeIfPresent(key(principal), (name, queries) -> queries == 1 ? null : queries - 1);
    }

    /** A token's subject may be called as a key is. */
    private static String key(Principal principal) {
        return principal.means() + " " + principal.name();
    }
}
