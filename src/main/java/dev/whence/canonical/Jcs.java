package dev.whence.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.erdtman.jcs.NumberToJSON;

/**
 * Writes the JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, numbers as ECMAScript writes
 * them, the shortest escapes, no white space, UTF-8. Strings are never normalised. Thread safe.
 */
public final class Jcs {
    /** The largest integer that every reader of JSON holds exactly (RFC 7493 §2.2). */
    static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Jcs() {}

    /**
     * Writes one tree.
     *
     * @throws IllegalArgumentException where the tree holds what I-JSON cannot say: a lone surrogate, a number that is
     *     not finite, an integer beyond ±(2^53−1), binary data
     */
    public static byte[] canonicalize(JsonNode tree) {
        StringBuilder out = new StringBuilder(1024);
        write(tree, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, out);
            case ARRAY -> writeArray(node, out);
            case STRING -> writeString(node.textValue(), out);
            case NUMBER -> writeNumber(node, out);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            default -> throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        }
    }

    private static void writeObject(JsonNode object, StringBuilder out) {
        String[] names = names(object);
        out.append('{');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            writeString(names[i], out);
            out.append(':');
            write(object.path(names[i]), out);
        }
        out.append('}');
    }

    /** {@link String#compareTo} compares UTF-16 code units, as RFC 8785 §3.2.3 asks; code points would be wrong. */
    private static String[] names(JsonNode object) {
        String[] names = new String[object.size()];
        Iterator<String> each = object.fieldNames();
        for (int i = 0; i < names.length; i++) {
            names[i] = each.next();
        }
        Arrays.sort(names);
        return names;
    }

    private static void writeArray(JsonNode array, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(array.path(i), out);
        }
        out.append(']');
    }

    private static void writeNumber(JsonNode number, StringBuilder out) {
        if (number.isIntegralNumber()) {
            out.append(safeInteger(number));
            return;
        }
        try {
            out.append(NumberToJSON.serializeNumber(number.doubleValue()));
        } catch (IOException notFinite) {
            throw new IllegalArgumentException("a number is not finite", notFinite);
        }
    }

    private static long safeInteger(JsonNode number) {
        long value = number.longValue();
        if (!number.canConvertToLong() || value > MAX_SAFE_INTEGER || value < -MAX_SAFE_INTEGER) {
            throw new IllegalArgumentException("an integer is beyond 2^53-1");
        }
        return value;
    }

    private static void writeString(String text, StringBuilder out) {
        if (!StrictJson.isWellFormed(text)) {
            throw new IllegalArgumentException("a string holds a lone surrogate");
        }
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, written, i);
                escape(c, out);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
        }
    }
}
