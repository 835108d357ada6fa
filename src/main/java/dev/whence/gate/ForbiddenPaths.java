package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Gate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Finds, in what is about to be public, paths to where data lies before it is published. Immutable. */
final class ForbiddenPaths {
    private final List<String> paths;

    ForbiddenPaths(String file) {
        paths = file.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** @param iri of what the document describes */
    List<Gate.Finding> find(String iri, JsonNode document) {
        List<Gate.Finding> found = new ArrayList<>();
        walk(iri, document, "", found);
        return found;
    }

    private void walk(String iri, JsonNode node, String pointer, List<Gate.Finding> found) {
        if (node.isTextual() && isForbidden(node.textValue())) {
            found.add(new Gate.Finding(
                    "E_FORBIDDEN_PATH",
                    iri + " " + pointer,
                    "The text names a place where data lies before it is published.",
                    "Name what is published instead, or take the text out."));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(iri, node.get(i), pointer + "/" + i, found);
            }
        } else {
            for (Iterator<Map.Entry<String, JsonNode>> each = node.properties().iterator(); each.hasNext(); ) {
                Map.Entry<String, JsonNode> member = each.next();
                walk(iri, member.getValue(), pointer + "/" + member.getKey(), found);
            }
        }
    }

    private boolean isForbidden(String text) {
        return paths.stream().anyMatch(text::contains);
    }
}
