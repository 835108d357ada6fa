package dev.whence.gate.packet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import java.util.List;

/**
 * The hash that a document has of itself: {@code sha256:} and SHA-256 over the canonical JSON (RFC 8785) of the document
 * without the member that holds the hash, and without what is made from it.
 *
 * @param member where the hash stands
 * @param leftOut members that are made from the hash
 */
public record SpecHash(JsonPointer member, List<JsonPointer> leftOut) {
    public SpecHash {
        leftOut = List.copyOf(leftOut);
    }

    /** What the hash should be. */
    public String of(JsonNode document) {
        JsonNode rest = document.deepCopy();
        remove(rest, member);
        leftOut.forEach(pointer -> remove(rest, pointer));
        return "sha256:" + Sha256.hex(Jcs.canonicalize(rest));
    }

    /** Whether the hash that the document states is the right one. */
    public boolean holds(JsonNode document) {
        return document.at(member).asText().equals(of(document));
    }

    private static void remove(JsonNode document, JsonPointer pointer) {
        if (document.at(pointer.head()) instanceof ObjectNode owner) {
            owner.remove(pointer.last().getMatchingProperty());
        }
    }
}
