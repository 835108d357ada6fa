package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text that policy looks for.
 *
 * @param description completes "This looks like"
 * @param triggers without one of which the pattern cannot match; in either case, {@code #} for any digit
 */
record TextPattern(PolicyRule rule, String id, String description, List<String> triggers, Pattern pattern) {

    static List<TextPattern> load() {
        List<TextPattern> patterns = new ArrayList<>();
        for (String file : List.of("secrets.json", "personal.json")) {
            JsonNode document = Resources.json(file);
            String usualRule = document.path("rule").asText();
            document.path("patterns").forEach(each -> patterns.add(read(each, usualRule)));
        }
        return patterns;
    }

    private static TextPattern read(JsonNode pattern, String usualRule) {
        String rule = pattern.path("rule").asText(usualRule);
        return new TextPattern(
                PolicyRule.named(rule).orElseThrow(() -> new IllegalStateException("no such rule: " + rule)),
                pattern.path("id").asText(),
                pattern.path("description").asText(),
                Resources.texts(pattern.path("triggers")),
                Pattern.compile(pattern.path("pattern").asText()));
    }

    boolean matches(String text) {
        return pattern.matcher(text).find();
    }
}
