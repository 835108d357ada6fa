package dev.whence.follow;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a follower is.
 *
 * @param primary where the log comes from
 * @param primarySize of the newest checkpoint that the log has shown
 * @param size of the log here
 * @param lastContact when the log last answered; absent before the first time
 * @param trouble why the last attempt came to nothing; absent where it did not
 * @param stop why nothing more is followed; absent while it is
 * @param missing how many payloads could not be had
 * @param found how many of those have come since the graph was made, so that it has to be made anew
 */
public record FollowerState(
        URI primary,
        long primarySize,
        long size,
        Optional<Instant> lastContact,
        Optional<String> trouble,
        Optional<Stop> stop,
        int missing,
        int found) {

    /**
     * The end of following.
     *
     * @param evidence where the log is to blame: the folder that shows it
     */
    public record Stop(String reason, Optional<Path> evidence) {
        /** Whether what the log served is why; otherwise a fault on this side. */
        public boolean isTheLogs() {
            return evidence.isPresent();
        }
    }

    /** How many entries are not here yet. */
    public long lag() {
        return Math.max(primarySize - size, 0);
    }
}
