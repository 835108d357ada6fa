package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An attachment as policy has to see it: base64 hides a secret from people who look, and from nobody else. */
final class AttachedText {
    private static final String CONTENT = "content";

    private AttachedText() {}

    /** The same tree with the attached text in the place of its base64; without it where it is no text. */
    static JsonNode shown(JsonNode tree) {
        if (!(tree instanceof ObjectNode object) || !object.path(CONTENT).isTextual()) {
            return tree;
        }
        ObjectNode shown = object.objectNode();
        object.properties().stream()
                .filter(member -> !member.getKey().equals(CONTENT))
                .forEach(member -> shown.set(member.getKey(), member.getValue()));
        try {
            byte[] bytes = Base64.getDecoder().decode(object.path(CONTENT).textValue());
            shown.put(
                    CONTENT,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            // What is no text is not looked through; what is not base64 the schema refuses.
        }
        return shown;
    }
}
