package dev.whence.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;

/** JSON that stands as a text in a record. */
public final class JsonTexts {
    private static final JsonLimits LIMITS = new JsonLimits(Integer.MAX_VALUE, JsonLimits.DEFAULTS.maxDepth());

    private JsonTexts() {}

    /** @throws UnreadableException by the rule {@code rdf:syntax} */
    public static JsonNode parse(String text) throws UnreadableException {
        try {
            return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8), LIMITS);
        } catch (RefusedException refused) {
            throw new UnreadableException(
                    "rdf:syntax",
                    "The body is not strict JSON (RFC 7493)" + where(refused) + "; mend it and send it again.");
        }
    }

    /** The first place alone: the rest may come of that. */
    private static String where(RefusedException refused) {
        return refused.problem().violations().stream()
                .findFirst()
                .map(first -> first.pointer().isEmpty() ? "" : " at " + first.pointer())
                .orElse("");
    }
}
