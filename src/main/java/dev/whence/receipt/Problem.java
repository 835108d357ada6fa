package dev.whence.receipt;

import java.util.List;

/**
 * A refusal with its name, its facts, and every rule that was broken; rendered as RFC 9457 problem details over HTTP
 * and as sentences on a terminal.
 *
 * @param detail one sentence for a person: what happened and what to do next
 * @param violations all of them at once; empty where no single rule was broken
 */
public record Problem(ProblemType type, String detail, List<Violation> violations) {
    public Problem {
        violations = List.copyOf(violations);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of());
    }

    public static Problem of(ProblemType type, String detail, List<Violation> violations) {
        return new Problem(type, detail, violations);
    }
}
