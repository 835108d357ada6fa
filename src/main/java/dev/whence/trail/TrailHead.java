package dev.whence.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.canonical.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of the trail and, through its hash, every line before it.
 *
 * @param seq its number, from 0
 * @param hash {@code sha256:} and the hash of its bytes, without the newline
 */
public record TrailHead(long seq, String hash) {
    private static final String ALGORITHM = "sha256:";
    private static final Pattern HASH = Pattern.compile(ALGORITHM + "[0-9a-f]{64}");

    /** Before the first line. */
    static final TrailHead NONE = new TrailHead(-1, ALGORITHM + "0".repeat(64));

    public TrailHead {
        if (seq < -1 || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("a head is a line's number and the hash of its bytes");
        }
    }

    static TrailHead of(long seq, byte[] line) {
        return new TrailHead(seq, ALGORITHM + Sha256.hex(line));
    }

    /** Reads {@code SEQ:sha256:HEX}, as {@link #text} writes it. */
    public static Optional<TrailHead> parse(String text) {
        int colon = text.indexOf(':');
        try {
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new TrailHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
        } catch (IllegalArgumentException notAHead) {
            return Optional.empty();
        }
    }

    /** {@code SEQ:sha256:HEX}. */
    public String text() {
        return seq + ":" + hash;
    }

    /** Where the trail of a data folder must at least reach, as kept apart from it; nothing where nothing is kept. */
    static Optional<TrailHead> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            return Optional.of(
                    new TrailHead(json.path("seq").asLong(-2), json.path("hash").asText()));
        } catch (IllegalArgumentException | com.fasterxml.jackson.core.JacksonException damaged) {
            throw new TrailException(file + " is damaged: it must hold a line's number and hash.", damaged);
        }
    }

    void write(Path file) throws IOException {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("seq", seq)
                .put("hash", hash)
                .toString();
        PrivateFiles.replace(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
