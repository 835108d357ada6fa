package dev.whence.validate;

import static dev.whence.validate.Members.each;
import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalInstant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;
import static dev.whence.validate.Members.texts;
import static dev.whence.validate.Members.wellFormed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.GeneratedReceipt;
import dev.whence.receipt.GeneratedReceipt.Citation;
import dev.whence.receipt.GeneratedReceipt.Evidence;
import dev.whence.receipt.GeneratedReceipt.Gate;
import dev.whence.receipt.GeneratedReceipt.GateOutcome;
import dev.whence.receipt.GeneratedReceipt.Generated;
import dev.whence.receipt.GeneratedReceipt.Model;
import dev.whence.receipt.GeneratedReceipt.Review;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Kind C. */
final class GeneratedReader implements KindReader {
    private static final String PATHS = "artifact_paths";
    private static final String HASHES = "artifact_hashes";

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.GENERATED;
    }

    @Override
    public String telling() {
        return "receipt_id with artifact_paths and artifact_hashes";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("receipt_id")
                ? Members.hasAny(object, PATHS, HASHES)
                : object.has(PATHS) && object.has(HASHES);
    }

    @Override
    public List<Violation> check(JsonNode object) {
        List<Violation> violations = new ArrayList<>(Predecessor.check(object));
        if (object.path(PATHS).isArray() && object.path(HASHES).isObject()) {
            checkPaths(object.path(PATHS), object.path(HASHES), violations);
        }
        return violations;
    }

    private static void checkPaths(JsonNode paths, JsonNode hashes, List<Violation> violations) {
        Set<String> listed = new HashSet<>();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.path(i).asText();
            listed.add(path);
            if (!hashes.has(path)) {
                violations.add(unpaired(Pointers.element("/" + PATHS, i), "This path has no digest in " + HASHES));
            }
        }
        hashes.fieldNames().forEachRemaining(path -> {
            if (!listed.contains(path)) {
                violations.add(unpaired(Pointers.member("/" + HASHES, path), "This digest's path is not in " + PATHS));
            }
        });
    }

    private static Violation unpaired(String pointer, String fault) {
        return new Violation(pointer, "receipt:artifact-paths", fault + "; the two must list the same files.");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new GeneratedReceipt(
                text(object, "receipt_id"),
                text(object, "contract_version"),
                artifacts(object),
                model(object.path("model_identity")),
                wellFormed(object, "prompt_or_contract"),
                evidence(object.path("inputs")),
                each(object, "validation_gates", GeneratedReader::gate),
                texts(object, "policy_decisions"),
                each(object, "citations", GeneratedReader::citation),
                review(object.path("human_review")),
                instant(object, "created_at"),
                text(object, "emitter"),
                Predecessor.of(object),
                optionalText(object, "notes"));
    }

    private static List<Generated> artifacts(JsonNode object) {
        JsonNode hashes = object.path(HASHES);
        JsonNode labels = object.path("truth_labels");
        return each(object, PATHS, node -> {
            String path = node.asText();
            return new Generated(path, wellFormed(hashes, path), optionalText(labels, path));
        });
    }

    private static Model model(JsonNode model) {
        return new Model(text(model, "provider"), text(model, "model"), text(model, "version"));
    }

    private static Evidence evidence(JsonNode inputs) {
        return new Evidence(
                texts(inputs, "attached_docs"),
                texts(inputs, "evidence_refs"),
                each(inputs, "evidence_hashes", hash -> wellFormed(hash.asText())));
    }

    private static Gate gate(JsonNode gate) {
        return new Gate(text(gate, "gate"), GateOutcome.valueOf(text(gate, "outcome")), optionalText(gate, "reason"));
    }

    /** Where a citation gives no reference, its id is all there is to refer by. */
    private static Citation citation(JsonNode citation) {
        String id = text(citation, "id");
        return new Citation(
                id,
                citation.path("validated").booleanValue(),
                optionalText(citation, "evidence_ref").orElse(id));
    }

    private static Review review(JsonNode review) {
        return new Review(text(review, "state"), texts(review, "reviewer_ids"), optionalInstant(review, "timestamp"));
    }
}
