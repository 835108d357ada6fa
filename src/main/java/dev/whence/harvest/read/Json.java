package dev.whence.harvest.read;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Reads pages of JSON. Each record on them is read strictly when it is taken in; here one bad record must not cost the
 * others on its page.
 */
final class Json {
    private static final int DEEPEST = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private Json() {}

    /** @throws UnreadableException with its place, never with what stands there */
    static JsonNode object(byte[] body) throws UnreadableException {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new UnreadableException("it is no JSON object");
            }
            return tree;
        } catch (JacksonException broken) {
            String place = broken.getLocation() == null
                    ? ""
                    : " at line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr();
            throw new UnreadableException("it is not JSON" + place);
        } catch (IOException impossible) {
            throw new UnreadableException("it cannot be read");
        }
    }
}
