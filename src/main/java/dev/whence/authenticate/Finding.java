package dev.whence.authenticate;

import dev.whence.access.Principal;
import java.time.Duration;

/** What became of a credential. Why one does not hold is not told: a stranger must not learn how near it was. */
public sealed interface Finding {
    /** It holds. */
    record Known(Principal principal) implements Finding {}

    /** It does not. */
    record Unknown() implements Finding {}

    /**
     * It was not looked at, because too many before it did not hold, or too many are being looked at.
     *
     * @param pause after which it may be shown again
     */
    record TooSoon(Duration pause) implements Finding {}
}
