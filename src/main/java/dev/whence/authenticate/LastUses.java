package dev.whence.authenticate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each key was last used, for whoever wonders which may go. Kept apart from the keys, so that a busy server does not
 * write what a command may be changing; at most once a minute, and at the end. Thread-safe.
 */
final class LastUses {
    private static final Logger log = LoggerFactory.getLogger(LastUses.class);
    private static final long BETWEEN_SECONDS = 60;

    private final Path file;
    private final InstantSource clock;
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();
    /** Seconds of the epoch. */
    private final AtomicLong written = new AtomicLong();

    LastUses(Path folder, InstantSource clock) {
        this.file = folder.resolve("api-keys-used.json");
        this.clock = clock;
    }

    void used(String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (now.equals(uses.get(id))) {
            return;
        }
        uses.put(id, now);
        long last = written.get();
        if (now.getEpochSecond() >= last + BETWEEN_SECONDS && written.compareAndSet(last, now.getEpochSecond())) {
            write();
        }
    }

    /** What is known of them, from this process and those before. */
    Map<String, Instant> all() {
        Map<String, Instant> all = new TreeMap<>();
        try {
            JsonNode kept = new ObjectMapper().readTree(Files.readAllBytes(file));
            kept.properties()
                    .forEach(use ->
                            all.put(use.getKey(), Instant.parse(use.getValue().asText())));
        } catch (NoSuchFileException none) {
            // No key was used yet.
        } catch (IOException | DateTimeException unreadable) {
            log.warn("{} cannot be read; it is written anew", file);
        }
        uses.forEach((id, when) -> all.merge(id, when, (a, b) -> a.isAfter(b) ? a : b));
        return all;
    }

    /** Not worth a failed request: a disk that does not take this has told of itself elsewhere. */
    void write() {
        if (uses.isEmpty()) {
            return;
        }
        synchronized (file) {
            ObjectNode json = new ObjectMapper().createObjectNode();
            all().forEach((id, when) -> json.put(id, when.toString()));
            try {
                PrivateFile.replace(file, new ObjectMapper().writeValueAsBytes(json));
            } catch (IOException unwritable) {
                log.warn("{} cannot be written: {}", file, unwritable.getMessage());
            }
        }
    }
}
