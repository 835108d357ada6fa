package dev.whence.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON that is written in the one way of RFC 8785, and nothing else: no white space, members in the order of their
 * UTF-16 code units, the shortest escapes, no member twice. Of numbers it knows the integers alone; for others it gives
 * up, as for everything that it does not expect, and somebody slower has to look. Not thread safe.
 */
final class CanonicalJson {
    private static final int DEEPEST = 64;
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
    /** The digits of 2^53. */
    private static final int MOST_DIGITS = 16;

    private static final char REPLACEMENT = '\uFFFD';
    private static final String ESCAPED = "\"\\\b\t\n\f\r";
    private static final String ESCAPES = "\"\\btnfr";

    private final String text;
    private int at;

    private CanonicalJson(String text) {
        this.text = text;
    }

    /** Something is there that this reader does not expect. */
    private static final class UnexpectedException extends Exception {
        private static final long serialVersionUID = 1;

        UnexpectedException() {
            super(null, null, false, false);
        }
    }

    /**
     * The members of one object, in order. A value is a String, a Long, a Boolean, a List of values, or a Map of
     * members; for null it is {@link Null}.
     *
     * @param text as UTF-8 was decoded; nothing is read where a replacement character stands, which may hide a fault
     */
    static Optional<Map<String, Object>> object(String text) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            return Optional.empty();
        }
        CanonicalJson reader = new CanonicalJson(text);
        try {
            Map<String, Object> object = reader.object(1);
            return reader.at == text.length() ? Optional.of(object) : Optional.empty();
        } catch (UnexpectedException unexpected) {
            return Optional.empty();
        }
    }

    /** Stands for JSON's null. */
    enum Null {
        NULL
    }

    private Map<String, Object> object(int depth) throws UnexpectedException {
        expect('{', depth);
        Map<String, Object> members = new LinkedHashMap<>();
        if (take('}')) {
            return members;
        }
        String before = "";
        do {
            String name = string();
            if (!members.isEmpty() && name.compareTo(before) <= 0) {
                throw new UnexpectedException();
            }
            expect(':', depth);
            members.put(name, value(depth + 1));
            before = name;
        } while (take(','));
        expect('}', depth);
        return members;
    }

    private List<Object> array(int depth) throws UnexpectedException {
        expect('[', depth);
        List<Object> values = new ArrayList<>();
        if (take(']')) {
            return values;
        }
        do {
            values.add(value(depth + 1));
        } while (take(','));
        expect(']', depth);
        return values;
    }

    private Object value(int depth) throws UnexpectedException {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", Null.NULL);
            default -> integer();
        };
    }

    private Object literal(String word, Object value) throws UnexpectedException {
        if (!text.startsWith(word, at)) {
            throw new UnexpectedException();
        }
        at += word.length();
        return value;
    }

    private Long integer() throws UnexpectedException {
        int start = at;
        boolean isNegative = take('-');
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        boolean leadsWithZero = at > digits && text.charAt(digits) == '0' && (at - digits > 1 || isNegative);
        boolean goesOn = at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0;
        if (at == digits || at - digits > MOST_DIGITS || leadsWithZero || goesOn) {
            throw new UnexpectedException();
        }
        long number = Long.parseLong(text, start, at, 10);
        if (Math.abs(number) > MAX_SAFE_INTEGER) {
            throw new UnexpectedException();
        }
        return number;
    }

    private String string() throws UnexpectedException {
        expect('"', 1);
        int start = at;
        while (peek() != '"') {
            if (peek() == '\\') {
                return escapedString(start);
            }
            requirePlain(peek());
            at++;
        }
        return text.substring(start, at++);
    }

    private String escapedString(int start) throws UnexpectedException {
        StringBuilder string = new StringBuilder().append(text, start, at);
        while (!take('"')) {
            if (take('\\')) {
                string.append(escape());
            } else {
                requirePlain(peek());
                string.append(text.charAt(at++));
            }
        }
        return string.toString();
    }

    private static void requirePlain(char c) throws UnexpectedException {
        if (c < 0x20) {
            throw new UnexpectedException();
        }
    }

    /** Only what must be escaped may be, and only in its shortest form. */
    private char escape() throws UnexpectedException {
        int known = ESCAPES.indexOf(peek());
        if (known >= 0) {
            at++;
            return ESCAPED.charAt(known);
        }
        if (!text.startsWith("u00", at) || at + 5 > text.length()) {
            throw new UnexpectedException();
        }
        int high = "01".indexOf(text.charAt(at + 3));
        int low = "0123456789abcdef".indexOf(text.charAt(at + 4));
        char c = (char) (high << 4 | low);
        if (high < 0 || low < 0 || ESCAPED.indexOf(c) >= 0) {
            throw new UnexpectedException();
        }
        at += 5;
        return c;
    }

    private char peek() throws UnexpectedException {
        if (at >= text.length()) {
            throw new UnexpectedException();
        }
        return text.charAt(at);
    }

    private boolean take(char c) {
        boolean isThere = at < text.length() && text.charAt(at) == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void expect(char c, int depth) throws UnexpectedException {
        if (depth > DEEPEST || !take(c)) {
            throw new UnexpectedException();
        }
    }
}
