package dev.whence.canonical;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of one document from the parser's tokens, without recursion, and notes what I-JSON forbids though JSON
 * allows it. For one use by one thread.
 */
final class TreeReader {
    /** A document with more faults than this has one fault: it is not what it was meant to be. */
    private static final int MOST_VIOLATIONS = 50;

    private static final int MOST_DIGITS = 16;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final int maxDepth;
    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable JsonNode root;

    TreeReader(JsonParser parser, int maxDepth) {
        this.parser = parser;
        this.maxDepth = maxDepth;
    }

    JsonNode read() throws RefusedException, IOException {
        try {
            readValue();
            if (violations.size() < MOST_VIOLATIONS && parser.nextToken() != null) {
                note("json:trailing", "Something stands behind the JSON value; send one value alone.");
            }
        } catch (JsonProcessingException e) {
            noteFault(e);
        }
        if (root == null || !violations.isEmpty()) {
            throw StrictJson.malformed(violations);
        }
        return root;
    }

    private void readValue() throws RefusedException, IOException {
        do {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "empty");
            }
            accept(token);
        } while (!open.isEmpty() && violations.size() < MOST_VIOLATIONS);
    }

    private void accept(JsonToken token) throws RefusedException, IOException {
        switch (token) {
            case START_OBJECT -> open(NODES.objectNode());
            case START_ARRAY -> open(NODES.arrayNode());
            case END_OBJECT, END_ARRAY -> open.pop();
            case FIELD_NAME -> name(parser.currentName());
            case VALUE_STRING -> add(NODES.textNode(wellFormed(parser.getText())));
            case VALUE_NUMBER_INT -> add(integerNode(integer()));
            case VALUE_NUMBER_FLOAT -> add(NODES.numberNode(finite()));
            case VALUE_TRUE -> add(NODES.booleanNode(true));
            case VALUE_FALSE -> add(NODES.booleanNode(false));
            case VALUE_NULL -> add(NODES.nullNode());
            default -> throw new IllegalStateException("a JSON text has no token " + token);
        }
    }

    private void open(ContainerNode<?> container) throws RefusedException {
        if (open.size() == maxDepth) {
            note("json:depth", "Arrays and objects nest deeper than the " + maxDepth + " levels that are read.");
            throw StrictJson.malformed(violations);
        }
        add(container);
        open.push(container);
    }

    private void name(String name) {
        wellFormed(name);
        if (((ObjectNode) open.element()).has(name)) {
            note("json:duplicate-key", "This member's name stands twice in one object; keep one of the two.");
        }
        names.push(name);
    }

    private void add(JsonNode value) {
        ContainerNode<?> parent = open.peek();
        if (parent instanceof ObjectNode object) {
            object.set(names.pop(), value);
        } else if (parent instanceof ArrayNode array) {
            array.add(value);
        } else {
            root = value;
        }
    }

    private String wellFormed(String text) {
        if (!StrictJson.isWellFormed(text)) {
            note("json:lone-surrogate", "A surrogate (\\uD800 to \\uDFFF) stands here without its partner.");
        }
        return text;
    }

    /** As Jackson's own trees have it, so that equal numbers are equal nodes. */
    private static JsonNode integerNode(long value) {
        return (int) value == value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private long integer() throws IOException {
        // -9007199254740991 has 16 digits: what is longer need not be read, however long it is.
        if (parser.getTextLength() <= MOST_DIGITS + 1) {
            long value = parser.getLongValue();
            if (Math.abs(value) <= Jcs.MAX_SAFE_INTEGER) {
                return value;
            }
        }
        note("json:number-range", "This integer lies beyond 2^53-1, where readers differ; send it as a string.");
        return 0;
    }

    private double finite() throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isFinite(value)) {
            return value;
        }
        note("json:number-range", "This number is greater than a double can hold; send it as a string.");
        return 0;
    }

    private void note(String rule, String message) {
        note(parser.currentTokenLocation(), rule, message);
    }

    private void note(JsonLocation where, String rule, String message) {
        violations.add(StrictJson.at(where.getLineNr(), where.getColumnNr(), rule, message));
    }

    private void noteFault(JsonProcessingException fault) {
        JsonLocation where = fault.getLocation() == null ? parser.currentLocation() : fault.getLocation();
        if (root != null && open.isEmpty()) {
            note(where, "json:trailing", "Something stands behind the JSON value; send one value alone.");
        } else if (fault instanceof StreamConstraintsException) {
            note(where, "json:number-range", "This number has more digits than are read; send it as a string.");
        } else {
            note(where, "json:syntax", SyntaxAdvice.of(fault));
        }
    }
}
