package dev.whence.client;

import dev.whence.receipt.Violation;
import java.util.List;

/**
 * What the server did not take, and why; from its problem details (RFC 9457).
 *
 * @param type the name of the problem, such as {@code schema-violation}
 * @param detail one sentence for a person
 * @param violations every rule that was broken, each with its place in what was sent
 */
public record Refusal(int status, String type, String detail, List<Violation> violations) {
    public Refusal {
        violations = List.copyOf(violations);
    }
}
