package dev.whence.authenticate;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as they are now: the file is looked at each time, and read where it is another one. A file that cannot be read
 * has no keys. Thread-safe.
 */
final class KnownKeys {
    private static final Logger log = LoggerFactory.getLogger(KnownKeys.class);

    private final ApiKeyFile file;
    private volatile Read read = new Read(Optional.empty(), Map.of());
    private volatile boolean seen;

    private record Read(Optional<ApiKeyFile.Stamp> stamp, Map<String, ApiKey> keys) {}

    KnownKeys(ApiKeyFile file) {
        this.file = file;
    }

    /** Whether the file is there, or has been since this was made: who takes it away shall not open the doors. */
    boolean isThere() {
        if (!seen && file.exists()) {
            seen = true;
        }
        return seen;
    }

    Map<String, ApiKey> now() {
        try {
            Optional<ApiKeyFile.Stamp> stamp = file.stamp();
            Read known = read;
            return stamp.equals(known.stamp()) ? known.keys() : renew(stamp);
        } catch (IOException unreadable) {
            log.error("no API key is taken: {}", unreadable.getMessage());
            return Map.of();
        }
    }

    private synchronized Map<String, ApiKey> renew(Optional<ApiKeyFile.Stamp> stamp) {
        Map<String, ApiKey> keys = Map.of();
        try {
            List<ApiKey> all = file.read();
            keys = all.stream().collect(Collectors.toUnmodifiableMap(ApiKey::id, Function.identity()));
        } catch (IOException unreadable) {
            log.error("no API key is taken: {}", unreadable.getMessage());
        }
        // The stamp is the older of the two: what was replaced in between is read again the next time.
        read = new Read(stamp, keys);
        return keys;
    }

    /** The key of this id, whether it is good or not. */
    @Nullable
    ApiKey find(String id) {
        return now().get(id);
    }
}
