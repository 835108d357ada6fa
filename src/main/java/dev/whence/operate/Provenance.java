package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.validate.Leniency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the one record of one invocation while it runs; the pipeline opens it before and seals it after. For one thread.
 */
public final class Provenance {
    private final Set<String> emitted = new LinkedHashSet<>();
    private Optional<Draft> draft = Optional.empty();
    private boolean failed;

    Provenance() {}

    /**
     * What is to be appended.
     *
     * @param document the record
     * @param branches whether a registered version may follow one that is not the latest
     * @param continues whether it follows a state that is the caller's own, though it may not see it
     * @param kind of a record that Whence alone makes
     */
    record Draft(
            ObjectNode document, Leniency leniency, boolean branches, boolean continues, Optional<ReceiptKind> kind) {

        Draft(ObjectNode document, Leniency leniency, boolean branches, boolean continues) {
            this(document, leniency, branches, continues, Optional.empty());
        }
    }

    /** Keeps a record of a kind that Whence alone makes. */
    void record(ReceiptKind kind, ObjectNode document, List<String> types) {
        record(new Draft(document, Leniency.STRICT, false, false, Optional.of(kind)), types);
    }

    /**
     * Keeps the record.
     *
     * @param types of the entities of which it tells how they were made
     * @throws IllegalStateException where there is one already: one invocation is one append
     */
    void record(ObjectNode document, List<String> types) {
        record(new Draft(document, Leniency.STRICT, false, document.has("previous")), types);
    }

    /** Keeps the record of an operation that did not come to its end, and so made nothing. */
    void recordFailure(ObjectNode document) {
        failed = true;
        record(document, List.of());
    }

    void record(Draft kept, List<String> types) {
        if (draft.isPresent()) {
            throw new IllegalStateException("an invocation makes one record");
        }
        draft = Optional.of(kept);
        emitted.addAll(types);
    }

    Optional<Draft> draft() {
        return draft;
    }

    /** Whether the record tells that the operation failed. */
    boolean toldOfFailure() {
        return failed;
    }

    /** The types of the entities of which the record tells. */
    Set<String> emitted() {
        return Set.copyOf(emitted);
    }
}
