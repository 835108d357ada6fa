package dev.whence.receipt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A refusal with its name, its facts, and every rule that was broken; rendered as RFC 9457 problem details over HTTP
 * and as sentences on a terminal.
 *
 * @param detail one sentence for a person: what happened and what to do next
 * @param violations all of them at once; empty where no single rule was broken
 * @param again after how long the same may be asked again, where that is known
 */
public record Problem(ProblemType type, String detail, List<Violation> violations, Optional<Duration> again) {
    public Problem {
        violations = List.copyOf(violations);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Optional.empty());
    }

    public static Problem of(ProblemType type, String detail, List<Violation> violations) {
        return new Problem(type, detail, violations, Optional.empty());
    }

    /** What may be asked again after a while. */
    public static Problem later(ProblemType type, String detail, Duration again) {
        return new Problem(type, detail, List.of(), Optional.of(again));
    }
}
