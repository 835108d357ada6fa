package dev.whence.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One entry of the log, read.
 *
 * @param isCanonical whether the event line is written in the one way
 * @param payload as it was received; absent where the event refers to a blob
 */
record Entry(Event event, boolean isCanonical, Optional<byte[]> payload) {
    static final int MOST_BYTES = 65_535;

    private static final int MOST_LINE_BYTES = 8 * 1024;
    private static final byte LINE_END = '\n';
    private static final JsonLimits LINE_LIMITS = new JsonLimits(MOST_LINE_BYTES, 64);

    /** Reads an entry's bytes. */
    static Entry parse(byte[] bytes) throws MalformedException {
        int length = lineLength(bytes);
        String line = new String(bytes, 0, length, StandardCharsets.UTF_8);
        // Nearly every line is read in this one pass; whether it is canonical is known by then.
        Optional<Map<String, Object>> members = CanonicalJson.object(line);
        boolean isCanonical = members.isPresent();
        Event event;
        if (isCanonical) {
            event = Event.of(members.get());
        } else {
            byte[] lineBytes = Arrays.copyOf(bytes, length);
            JsonNode tree = tree(lineBytes);
            isCanonical = Arrays.equals(Jcs.canonicalize(tree), lineBytes);
            event = Event.of(members(tree));
        }
        return new Entry(event, isCanonical, payload(event, bytes, length + 1));
    }

    private static int lineLength(byte[] bytes) throws MalformedException {
        int most = Math.min(bytes.length, MOST_LINE_BYTES + 1);
        for (int i = 0; i < most; i++) {
            if (bytes[i] == LINE_END) {
                return i;
            }
        }
        throw new MalformedException("the entry has no event line");
    }

    private static Optional<byte[]> payload(Event event, byte[] bytes, int start) throws MalformedException {
        if (event.payloadRef().isEmpty()) {
            return Optional.of(Arrays.copyOfRange(bytes, start, bytes.length));
        }
        if (bytes.length > start) {
            throw new MalformedException("the entry refers to a blob and holds a payload too");
        }
        return Optional.empty();
    }

    private static JsonNode tree(byte[] line) throws MalformedException {
        try {
            JsonNode tree = StrictJson.parse(line, LINE_LIMITS);
            if (tree.isObject()) {
                return tree;
            }
        } catch (RefusedException refused) {
            throw new MalformedException("the event line is not strict JSON of at most 8 KiB");
        }
        throw new MalformedException("the event line is not a JSON object");
    }

    /** The members as {@link CanonicalJson} gives them, as far as an event may know them. */
    private static Map<String, Object> members(JsonNode object) {
        Map<String, Object> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return members;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case OBJECT -> new HashMap<>(members(node));
            case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node;
            default -> node;
        };
    }
}
