package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes members out of an object and notes what is wrong with each, so that the sender is told everything at once. */
final class Fields {
    private static final int LONGEST = 512;

    private final JsonNode object;
    private final String pointer;
    private final List<Violation> faults;
    private final Set<String> taken = new HashSet<>();

    Fields(JsonNode object, String pointer, List<Violation> faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** Where a member stands in the request. */
    String pointer(String name) {
        return Pointers.member(pointer, name);
    }

    void fault(String name, String rule, String message) {
        faults.add(new Violation(pointer(name), rule, message));
    }

    private JsonNode take(String name) {
        taken.add(name);
        return object.path(name);
    }

    /** A short text; a missing one is a fault, and reads as empty. */
    String text(String name) {
        if (!object.has(name)) {
            missing(name);
        }
        return optionalText(name).orElse("");
    }

    private void missing(String name) {
        taken.add(name);
        fault(name, "params:required", "This member is missing; add it.");
    }

    Optional<String> optionalText(String name) {
        return optionalText(name, LONGEST);
    }

    Optional<String> optionalText(String name, int longest) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > longest) {
            fault(name, "params:text", "This member is a string of 1 to " + longest + " characters.");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** One of a few words. */
    <E extends Enum<E>> Optional<E> word(String name, List<E> words) {
        Optional<String> text = optionalText(name);
        Optional<E> word = words.stream()
                .filter(one -> text.filter(one.name()::equals).isPresent())
                .findFirst();
        if (text.isPresent() && word.isEmpty()) {
            fault(
                    name,
                    "params:word",
                    "This member is one of " + words.stream().map(Enum::name).collect(Collectors.joining(", ")) + ".");
        }
        return word;
    }

    Optional<Instant> optionalTime(String name) {
        Optional<String> text = optionalText(name);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException notATime) {
            fault(name, "params:time", "This member is a time with seconds and a zone, such as 2026-02-20T12:05:30Z.");
            return Optional.empty();
        }
    }

    OptionalInt optionalWhole(String name, int least, int most) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            fault(name, "params:number", "This member is a whole number from " + least + " to " + most + ".");
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    boolean flag(String name) {
        JsonNode value = take(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            fault(name, "params:flag", "This member is true or false.");
        }
        return value.asBoolean(false);
    }

    /** An object; a missing one is a fault. */
    Optional<ObjectNode> object(String name) {
        if (!object.has(name)) {
            missing(name);
        }
        return optionalObject(name);
    }

    Optional<ObjectNode> optionalObject(String name) {
        JsonNode value = take(name);
        if (value instanceof ObjectNode found) {
            return Optional.of(found);
        }
        if (!value.isMissingNode()) {
            fault(name, "params:object", "This member is an object.");
        }
        return Optional.empty();
    }

    /** The members of an object in this one, to be checked in their turn. */
    Optional<Fields> within(String name) {
        return optionalObject(name).map(inner -> new Fields(inner, pointer(name), faults));
    }

    /** Whatever stands there, as it stands: what it goes into is checked elsewhere. */
    Optional<JsonNode> any(String name) {
        JsonNode value = take(name);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }

    /** A member that nobody asked for may be a misspelt one: what it was meant for would be overlooked. */
    void refuseOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!taken.contains(name)) {
                fault(name, "params:unknown", "There is no such member here; take it out.");
            }
        });
    }
}
