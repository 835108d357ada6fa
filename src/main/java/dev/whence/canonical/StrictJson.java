package dev.whence.canonical;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads I-JSON (RFC 7493) and nothing else, so that everybody who reads a receipt reads the same: UTF-8 without a byte
 * order mark, no duplicate members, no lone surrogates, no number that a double cannot hold, no integer beyond
 * ±(2^53−1), no comments, nothing behind the value. Strings stay as they are, in any script and normal form.
 *
 * <p>Refuses with {@link ProblemType#MALFORMED_JSON}; each violation's pointer is {@code line L, column C}, counted from
 * 1 in UTF-16 code units. What can be told at once is told at once; a syntax error ends the reading. No message repeats
 * what was read. Thread safe; neither depth nor length of hostile input harms it.
 */
public final class StrictJson {
    /**
     * Length and depth are limited by {@link JsonLimits} before the parser could object. Names are not kept in a table
     * shared between documents, so that a stranger cannot fill it.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Reads one document.
     *
     * @throws RefusedException {@link ProblemType#MALFORMED_JSON}, or {@link ProblemType#TOO_LARGE} by rule
     *     {@code json:size}
     */
    public static JsonNode parse(byte[] utf8, JsonLimits limits) throws RefusedException {
        if (utf8.length > limits.maxBytes()) {
            throw tooLarge(limits);
        }
        String text = Utf8.decode(utf8);
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new TreeReader(parser, limits.maxDepth()).read();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory cannot fail", impossible);
        }
    }

    /** Whether every surrogate in a text has its partner. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static RefusedException malformed(List<Violation> violations) {
        return new RefusedException(Problem.of(
                ProblemType.MALFORMED_JSON,
                "The body is not strict JSON (RFC 7493); mend what is listed and send it again.",
                violations));
    }

    static Violation at(long line, long column, String rule, String message) {
        return new Violation("line " + line + ", column " + column, rule, message);
    }

    private static RefusedException tooLarge(JsonLimits limits) {
        String message = "The body is longer than the " + limits.maxBytes() + " bytes that are read; send less.";
        return new RefusedException(
                Problem.of(ProblemType.TOO_LARGE, message, List.of(new Violation("", "json:size", message))));
    }
}
