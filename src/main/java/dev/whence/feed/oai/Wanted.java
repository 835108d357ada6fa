package dev.whence.feed.oai;

import dev.whence.catalog.Change;
import java.time.Instant;
import java.util.Optional;

/**
 * Which records a harvester wants.
 *
 * @param format in which it wants them
 * @param from whole seconds; that second belongs to it
 * @param until whole seconds; that second belongs to it
 */
record Wanted(String format, Optional<String> set, Optional<Instant> from, Optional<Instant> until) {
    /** Whether its last change lies within the times. */
    boolean isInTime(Change last) {
        return from.map(first -> !last.time().isBefore(first)).orElse(true)
                && until.map(second -> last.time().isBefore(second.plusSeconds(1)))
                        .orElse(true);
    }
}
