package dev.whence.validate;

import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the schema of operations cannot say. Each rule looks at any object and passes over what the schema refuses. */
final class OperationRules {
    private static final String ARTIFACTS = "/artifacts";

    private OperationRules() {}

    static List<Violation> check(JsonNode operation) {
        List<Violation> violations = new ArrayList<>();
        madeWhatItDeclared(operation, violations);
        eachOnce(operation, violations);
        times(operation, violations);
        return violations;
    }

    /** An operation that did not make what it was to make has failed, whatever it says of itself. */
    private static void madeWhatItDeclared(JsonNode operation, List<Violation> violations) {
        if (optionalText(operation, "state").flatMap(State::named).orElse(State.FAILED) != State.SEALED) {
            return;
        }
        Set<String> made = new HashSet<>();
        operation
                .path("artifacts")
                .forEach(artifact -> optionalText(artifact, "entity_type").ifPresent(made::add));
        List<String> declared = texts(operation, "declares");
        for (int i = 0; i < declared.size(); i++) {
            if (!made.contains(declared.get(i))) {
                violations.add(new Violation(
                        Pointers.element("/declares", i),
                        "operation:declared",
                        "Nothing of this type was made, so this operation cannot be sealed; emit it, or say that the"
                                + " operation failed."));
            }
        }
    }

    private static void eachOnce(JsonNode operation, List<Violation> violations) {
        twice("/used", operation.path("used"), "The operation used this before in the list", violations);
        JsonNode artifacts = operation.path("artifacts");
        twice(ARTIFACTS, artifacts, "The operation made this before in the list", violations);
        for (int i = 0; i < artifacts.size(); i++) {
            String pointer = Pointers.element(ARTIFACTS, i) + "/derived_from";
            JsonNode sources = artifacts.path(i).path("derived_from");
            twice(pointer, sources, "The artifact is derived from this before in the list", violations);
            for (int k = 0; k < sources.size(); k++) {
                if (name(sources.path(k)).isPresent() && name(sources.path(k)).equals(name(artifacts.path(i)))) {
                    violations.add(new Violation(
                            Pointers.element(pointer, k),
                            "operation:derived-from-itself",
                            "Nothing is made from itself; name another source, or leave it out."));
                }
            }
        }
    }

    private static void twice(String pointer, JsonNode entities, String fault, List<Violation> violations) {
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < entities.size(); i++) {
            Optional<List<String>> name = name(entities.path(i));
            if (name.isPresent() && !seen.add(name.get())) {
                violations.add(new Violation(
                        Pointers.element(pointer, i), "operation:each-once", fault + "; leave one of them out."));
            }
        }
    }

    private static Optional<List<String>> name(JsonNode entity) {
        Optional<String> id = optionalText(entity, "entity_id");
        return optionalText(entity, "entity_type").flatMap(type -> id.map(text -> List.of(type, text)));
    }

    private static void times(JsonNode operation, List<Violation> violations) {
        notBeforeStart(operation, "ended_at", violations);
        notBeforeStart(operation, "expires_at", violations);
    }

    private static void notBeforeStart(JsonNode operation, String member, List<Violation> violations) {
        Optional<Instant> start = optionalText(operation, "started_at").flatMap(OperationRules::instant);
        Optional<Instant> end = optionalText(operation, member).flatMap(OperationRules::instant);
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            violations.add(new Violation(
                    Pointers.member(Pointers.ROOT, member),
                    "operation:times",
                    "This lies before started_at; one of the two is wrong."));
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException refusedByTheSchema) {
            return Optional.empty();
        }
    }
}
