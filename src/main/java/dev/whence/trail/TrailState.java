package dev.whence.trail;

import java.util.Optional;

/**
 * How the trail is.
 *
 * @param forced the last line that is on the disk for certain; nothing before the first
 * @param lost acts that could not be recorded and that no line tells of yet
 * @param trouble why nothing can be written now
 */
public record TrailState(Optional<TrailHead> forced, long lost, Optional<String> trouble) {
    public boolean isWell() {
        return trouble.isEmpty();
    }
}
