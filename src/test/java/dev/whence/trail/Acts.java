package dev.whence.trail;

import java.time.Instant;
import java.util.Optional;

/** Makes acts. */
final class Acts {
    private Acts() {}

    /** Somebody has read something. */
    static Act read(String principal) {
        return act(principal, true, "receipts/1");
    }

    static Act denied(String principal, String target) {
        return act(principal, false, target);
    }

    private static Act act(String principal, boolean allowed, String target) {
        return new Act(
                new Act.Who(principal, "key", "acme", "127.0.0.1"),
                new Act.Asked("GET", "getReceipt", Optional.of(target), allowed, Optional.of("secret=of-the-query")),
                new Act.Ruling(allowed, allowed ? "scope:held" : "scope:missing", allowed ? 200 : 403),
                Instant.parse("2026-11-02T08:00:00.123456Z"),
                3);
    }
}
