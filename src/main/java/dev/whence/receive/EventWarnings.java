package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.ledger.Event;
import dev.whence.receipt.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The warnings of a receipt in its event line, as {@code "warnings": [[rule, pointer], …]}: a rebuild writes them again
 * without asking today's policy.
 */
final class EventWarnings {
    private static final String MEMBER = "warnings";

    private EventWarnings() {}

    static Map<String, JsonNode> members(List<Warning> warnings) {
        if (warnings.isEmpty()) {
            return Map.of();
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        warnings.forEach(warning -> all.addArray().add(warning.rule()).add(warning.pointer()));
        return Map.of(MEMBER, all);
    }

    static List<Warning> of(Event event) {
        JsonNode all = event.others().get(MEMBER);
        if (all == null) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>();
        all.forEach(pair ->
                warnings.add(new Warning(pair.path(0).asText(), pair.path(1).asText())));
        return warnings;
    }
}
