package dev.whence.validate;

import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;
import static dev.whence.validate.Members.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.KnowledgeChange;
import dev.whence.receipt.KnowledgeChange.State;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes to registered artifacts, after the orchestration protocol: both of its models in one. */
final class KnowledgeChangeReader implements KindReader {
    private static final String AFTER = "version_after";

    /** Who moved the change on, in the order of the moves. */
    private static final List<String> DECIDERS =
            List.of("validated_by", "simulated_by", "approved_by", "applied_by", "rolled_back_by", "rejected_by");

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.KNOWLEDGE_CHANGE;
    }

    @Override
    public String telling() {
        return "change_id with artifact_id, proposal or proposer";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("change_id") && Members.hasAny(object, "artifact_id", "proposal", "proposer");
    }

    @Override
    public List<Violation> check(JsonNode object) {
        List<Violation> violations = new ArrayList<>();
        Optional<String> after = optionalText(object, AFTER);
        boolean applied = optionalText(object, "status")
                .flatMap(State::named)
                .filter(State::wasApplied)
                .isPresent();
        if (applied && after.isEmpty()) {
            violations.add(violation("A change that was applied says which version came of it; add it."));
        }
        if (after.isPresent() && after.equals(optionalText(object, "version_before"))) {
            violations.add(violation("A change gives another version than it began with; name that one."));
        }
        return violations;
    }

    private static Violation violation(String message) {
        return new Violation(Pointers.member(Pointers.ROOT, AFTER), "receipt:version-after", message);
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new KnowledgeChange(
                text(object, "change_id"),
                text(object, "artifact_id"),
                text(object, "version_before"),
                optionalText(object, AFTER),
                text(object, "proposer"),
                instant(object, "timestamp"),
                State.valueOf(text(object, "status")),
                optionalText(object, "rationale"),
                DECIDERS.stream()
                        .flatMap(name -> optionalText(object, name).stream())
                        .toList(),
                texts(object, "reviewers"),
                optionalText(object, "supersedes_receipt"));
    }
}
