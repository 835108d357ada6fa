package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Obligation;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Takes members out of an object that its schema has passed: what is required is there, what is there has its type. */
final class Members {
    private Members() {}

    /** Whether an object has any of these members. */
    static boolean hasAny(JsonNode object, String... names) {
        for (String name : names) {
            if (object.has(name)) {
                return true;
            }
        }
        return false;
    }

    static String text(JsonNode object, String name) {
        return object.path(name).asText();
    }

    /** The text, if the member is there and neither null nor of another type. */
    static Optional<String> optionalText(JsonNode object, String name) {
        return Optional.ofNullable(object.path(name).textValue());
    }

    static List<String> texts(JsonNode object, String name) {
        return each(object, name, JsonNode::asText);
    }

    static <T> List<T> each(JsonNode object, String name, Function<JsonNode, T> read) {
        JsonNode array = object.path(name);
        List<T> items = new ArrayList<>(array.size());
        for (JsonNode item : array) {
            items.add(read.apply(item));
        }
        return items;
    }

    static Instant instant(JsonNode object, String name) {
        return instant(text(object, name));
    }

    static Optional<Instant> optionalInstant(JsonNode object, String name) {
        return optionalText(object, name).map(Members::instant);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** A digest; one that lenient intake let through stays as it is. */
    static Digest digest(String text) {
        Optional<Digest.WellFormed> wellFormed = Digest.parse(text);
        return wellFormed.isPresent() ? wellFormed.get() : new Digest.Malformed(text);
    }

    static Digest digest(JsonNode object, String name) {
        return digest(text(object, name));
    }

    static Optional<Digest> optionalDigest(JsonNode object, String name) {
        return optionalText(object, name).map(Members::digest);
    }

    static Digest.WellFormed wellFormed(String text) {
        return Digest.parse(text).orElseThrow(() -> new IllegalStateException("a schema let a malformed digest pass"));
    }

    static Digest.WellFormed wellFormed(JsonNode object, String name) {
        return wellFormed(text(object, name));
    }

    static Optional<Digest.WellFormed> optionalWellFormed(JsonNode object, String name) {
        return optionalText(object, name).map(Members::wellFormed);
    }

    /** The name of an obligation's type, or an object that has it. */
    static Obligation obligation(JsonNode obligation) {
        if (obligation.isTextual()) {
            return new Obligation(obligation.textValue(), OptionalDouble.empty(), List.of(), "");
        }
        JsonNode cell = obligation.path("min_cell_size_m");
        return new Obligation(
                text(obligation, "type"),
                cell.isNumber() ? OptionalDouble.of(cell.doubleValue()) : OptionalDouble.empty(),
                texts(obligation, "fields"),
                text(obligation, "message"));
    }
}
