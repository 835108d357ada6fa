package dev.whence.gate.packet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.gate.rule.Rule;
import dev.whence.gate.rule.RuleFiles;
import dev.whence.receipt.Gate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of packet, as {@code /gate/packets.json} has it.
 *
 * @param marks what a document of this type has, by pointer: a text, or nothing where anything will do
 * @param schema file below {@code /schema/}
 * @param schemaCode what a breach of the schema is called
 * @param hash where it has one of itself
 * @param hashBreach what a wrong one is called
 * @param words for results that the type has words of its own for
 */
record PacketType(
        String name,
        Map<JsonPointer, Optional<String>> marks,
        String schema,
        String schemaCode,
        Optional<SpecHash> hash,
        String hashBreach,
        Map<Gate.Result, String> words,
        List<Rule> rules) {

    static PacketType read(JsonNode file) {
        String name = file.path("type").asText();
        Map<JsonPointer, Optional<String>> marks = new HashMap<>();
        file.path("marks")
                .properties()
                .forEach(mark -> marks.put(
                        JsonPointer.compile(mark.getKey()),
                        Optional.of(mark.getValue()).filter(JsonNode::isTextual).map(JsonNode::asText)));
        Map<Gate.Result, String> words = new HashMap<>();
        file.path("words")
                .properties()
                .forEach(word -> words.put(
                        Gate.Result.valueOf(word.getKey()), word.getValue().asText()));
        String prefix = file.path("prefix").asText();
        return new PacketType(
                name,
                Map.copyOf(marks),
                "packet/" + name + ".schema.json",
                prefix + "SCHEMA_INVALID",
                hash(file.path("hash")),
                prefix + "SPEC_HASH_MISMATCH",
                Map.copyOf(words),
                RuleFiles.rules("/queries/gates/packets/" + name, RuleFiles.texts(file.path("queries"))));
    }

    private static Optional<SpecHash> hash(JsonNode file) {
        return file.isMissingNode()
                ? Optional.empty()
                : Optional.of(new SpecHash(
                        JsonPointer.compile(file.path("member").asText()),
                        RuleFiles.texts(file.path("without")).stream()
                                .map(JsonPointer::compile)
                                .toList()));
    }

    boolean isTypeOf(JsonNode document) {
        return marks.entrySet().stream().allMatch(mark -> {
            JsonNode found = document.at(mark.getKey());
            return !found.isMissingNode()
                    && (mark.getValue().isEmpty()
                            || holds(found, mark.getValue().get()));
        });
    }

    private static boolean holds(JsonNode found, String text) {
        return found.isArray()
                ? RuleFiles.texts(found).contains(text)
                : found.asText().equals(text);
    }

    String word(Gate.Result result) {
        return words.getOrDefault(result, result.name());
    }
}
