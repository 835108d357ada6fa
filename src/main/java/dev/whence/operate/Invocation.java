package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Principal;
import dev.whence.access.Sight;
import java.time.Instant;

/**
 * One call of an operation, after its input was found good.
 *
 * @param input as its schema wants it; not to be changed
 * @param at when it began
 */
public record Invocation(Caller caller, ObjectNode input, Instant at) {

    /** Who calls, and what it sees. */
    public record Caller(Principal principal, String organisation, Sight sight) {}

    public String organisation() {
        return caller.organisation();
    }

    public Sight sight() {
        return caller.sight();
    }

    /** A member of the input, or what stands in for it. */
    String text(String name, String otherwise) {
        return input.path(name).asText(otherwise);
    }

    int number(String name, int otherwise) {
        return input.path(name).asInt(otherwise);
    }

    boolean flag(String name) {
        return input.path(name).asBoolean(false);
    }
}
