package dev.whence.trail;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody did, or wanted to do.
 *
 * @param time when it had been answered
 * @param millis that the answer took
 */
public record Act(Who who, Asked asked, Ruling ruling, Instant time, long millis) {
    /**
     * Who asked.
     *
     * @param means how that was made sure of
     * @param organisation for which it spoke
     * @param address that the request came from
     */
    public record Who(String principal, String means, String organisation, String address) {}

    /**
     * What was asked.
     *
     * @param operation the route's or operation's id
     * @param target the thing that was asked for
     * @param isTargetKnown whether the asker may know that there is such a thing; else its name is hidden
     * @param query the text after the question mark, of which only length and HMAC are kept
     */
    public record Asked(
            String method, String operation, Optional<String> target, boolean isTargetKnown, Optional<String> query) {}

    /**
     * What came of it.
     *
     * @param rule by which it was allowed or denied, such as {@code scope:held}
     * @param status of the answer, as in HTTP
     */
    public record Ruling(boolean allowed, String rule, int status) {}
}
