package dev.whence.harvest.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** What a server says is wrong, where it says so in a form that is known (RFC 9457): a stranger's words, so few and plain. */
final class ProblemDetail {
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final int MOST_BYTES = 64 << 10;
    private static final int LONGEST = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemDetail() {}

    /** The status, and the beginning of what the server says of it. */
    static String told(Wire.Answer answer) {
        return "it answers " + answer.status()
                + detail(answer).map(detail -> " (" + detail + ")").orElse("");
    }

    private static Optional<String> detail(Wire.Answer answer) {
        if (!answer.mediaType().equals(MEDIA_TYPE) || answer.body().length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            String detail = plain(JSON.readTree(answer.body()).path("detail").asText());
            return detail.isEmpty() ? Optional.empty() : Optional.of(detail);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static String plain(String text) {
        String line = text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
