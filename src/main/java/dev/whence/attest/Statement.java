package dev.whence.attest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.Digest;
import dev.whence.receipt.RefusedException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An in-toto statement, v0.1 or v1, as far as it matters here.
 *
 * @param subjects the digests of all its subjects that are of an algorithm known here; names do not count
 * @param builder the {@code builder.id} of SLSA provenance of any version
 * @param buildType likewise
 */
record Statement(
        String predicateType, Set<Digest.WellFormed> subjects, Optional<String> builder, Optional<String> buildType) {
    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");
    private static final String PROVENANCE = "https://slsa.dev/provenance/";

    Statement {
        subjects = Set.copyOf(subjects);
    }

    /** Reads the bytes of a payload; nothing where they are no statement. */
    static Optional<Statement> read(byte[] payload) {
        try {
            return of(StrictJson.parse(payload, new JsonLimits(Math.max(1, payload.length), 200)));
        } catch (RefusedException notStrict) {
            return Optional.empty();
        }
    }

    static Optional<Statement> of(JsonNode tree) {
        if (!TYPES.contains(tree.path("_type").asText())) {
            return Optional.empty();
        }
        String predicateType = tree.path("predicateType").asText();
        JsonNode predicate = tree.path("predicate");
        boolean provenance = predicateType.startsWith(PROVENANCE);
        return Optional.of(new Statement(
                predicateType,
                subjects(tree.path("subject")),
                provenance ? builder(predicate) : Optional.empty(),
                provenance ? buildType(predicate) : Optional.empty()));
    }

    boolean isProvenance() {
        return predicateType.startsWith(PROVENANCE);
    }

    private static Set<Digest.WellFormed> subjects(JsonNode array) {
        Set<Digest.WellFormed> digests = new LinkedHashSet<>();
        for (JsonNode subject : array) {
            subject.path("digest")
                    .properties()
                    .forEach(entry -> Digest.parse(
                                    entry.getKey() + ":" + entry.getValue().asText())
                            .ifPresent(digests::add));
        }
        return digests;
    }

    /** v1 has it under {@code runDetails}, v0.1 and v0.2 at the top. */
    private static Optional<String> builder(JsonNode predicate) {
        return text(predicate.path("runDetails").path("builder").path("id"))
                .or(() -> text(predicate.path("builder").path("id")));
    }

    /** v1 has it under {@code buildDefinition}, v0.2 at the top, v0.1 as the recipe's type. */
    private static Optional<String> buildType(JsonNode predicate) {
        return text(predicate.path("buildDefinition").path("buildType"))
                .or(() -> text(predicate.path("buildType")))
                .or(() -> text(predicate.path("recipe").path("type")));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }
}
