package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A shape that is known by name and not kept: to take it for a kind of ours would be to guess.
 *
 * @param inWords what it is, with its article
 */
record ForeignShape(String inWords, Predicate<JsonNode> detects) {
    private static final List<ForeignShape> KNOWN = List.of(
            new ForeignShape(
                    "a document with an object_type, such as ReleaseBoundRunReceipt or ModelRunReceipt",
                    object -> object.has("object_type")),
            new ForeignShape(
                    "SLSA or in-toto provenance",
                    object -> object.has("predicateType")
                            || object.path("predicate").has("buildDefinition")),
            new ForeignShape("a governed run chain", object -> object.has("chain_id")),
            new ForeignShape("the legacy GenerationReceipt", ForeignShape::isLegacyGeneration),
            new ForeignShape(
                    "the legacy pipeline run receipt",
                    object -> object.has("pipeline") && object.has("network_access")),
            new ForeignShape(
                    "the legacy workflow run receipt", object -> object.has("workflow") && object.has("source_repo")));

    /** An object with an operation is an open run receipt, whatever else it carries. */
    static Optional<ForeignShape> of(JsonNode object) {
        return object.has("operation")
                ? Optional.empty()
                : KNOWN.stream().filter(shape -> shape.detects.test(object)).findFirst();
    }

    private static boolean isLegacyGeneration(JsonNode object) {
        if (object.has("artifact_hashes")) {
            return false;
        }
        return "GenerationReceipt".equals(object.path("receipt_type").textValue())
                || (object.has("target_path") && object.has("new_blob"));
    }
}
