package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/** The receipt that another one supersedes: the same thing under three names. */
final class Predecessor {
    private static final List<String> NAMES = List.of("supersedes_run_id", "supersedes_receipt", "previous_run_id");

    private Predecessor() {}

    static Optional<String> of(JsonNode object) {
        return NAMES.stream()
                .flatMap(name -> Members.optionalText(object, name).stream())
                .findFirst();
    }

    /** Two names that say different things leave open which receipt is meant. */
    static List<Violation> check(JsonNode object) {
        Optional<String> first = of(object);
        return NAMES.stream()
                .filter(name ->
                        !Members.optionalText(object, name).or(() -> first).equals(first))
                .map(name -> new Violation(
                        Pointers.member(Pointers.ROOT, name),
                        "receipt:supersedes",
                        "Another member names another predecessor; name one receipt, under one name."))
                .toList();
    }
}
