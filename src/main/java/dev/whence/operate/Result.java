package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receive.Outcome;
import java.util.Optional;

/**
 * What came of an operation that went well.
 *
 * @param output as its schema has it
 * @param outcome what was written, now or before; nothing of an operation that reads
 */
public record Result(ObjectNode output, Optional<Outcome.Written> outcome) {
    /** Whether this call wrote something. */
    public boolean recorded() {
        return outcome.filter(Outcome.Recorded.class::isInstance).isPresent();
    }
}
