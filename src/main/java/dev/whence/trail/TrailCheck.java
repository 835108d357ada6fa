package dev.whence.trail;

import java.util.List;
import java.util.Optional;

/**
 * What a verification of the trail found.
 *
 * @param lines that hold
 * @param last line that holds; nothing where there is none
 * @param fault the first place where the trail is not as it was written, and what is wrong there
 * @param notes what the files alone cannot tell, and other things worth knowing
 */
public record TrailCheck(long lines, Optional<TrailHead> last, Optional<String> fault, List<String> notes) {
    public TrailCheck {
        notes = List.copyOf(notes);
    }
}
