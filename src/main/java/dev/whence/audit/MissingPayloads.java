package dev.whence.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a follower says it could not have: payloads that its primary refuses. Their entries are in the log and proved; that
 * the payload is not here is then no fault of the folder's. A folder that follows nobody has no such excuse. Thread safe.
 */
final class MissingPayloads {
    private final Set<String> excused;
    private final AtomicLong met = new AtomicLong();

    private MissingPayloads(Set<String> excused) {
        this.excused = excused;
    }

    static MissingPayloads read(LogFiles files) throws IOException {
        Optional<byte[]> file = files.exists(Names.FOLLOWS) ? files.read(Names.MISSING_PAYLOADS) : Optional.empty();
        return new MissingPayloads(file.map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(text -> (Set<String>) new HashSet<>(text.lines().toList()))
                .orElse(Set.of()));
    }

    /** Whether a payload is one of them; counted. */
    boolean excuse(long sequence, String sha256) {
        boolean known = excused.contains(sequence + " " + sha256);
        if (known) {
            met.incrementAndGet();
        }
        return known;
    }

    /** How many were met, in words; nothing where none was. */
    Optional<String> note() {
        return met.get() == 0
                ? Optional.empty()
                : Optional.of(met.get() + " payloads, which the followed log does not give to this follower ("
                        + Names.MISSING_PAYLOADS + ")");
    }
}
