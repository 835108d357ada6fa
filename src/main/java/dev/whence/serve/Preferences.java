package dev.whence.serve;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request prefers (RFC 7240): a list, in which each has a value and parameters that do not matter here. */
final class Preferences {
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|,)\\s*wait\\s*(?:[=;,]|$)");

    private Preferences() {}

    /** Whether the answer is to come when a signed checkpoint covers what was written. */
    static boolean waits(Context context) {
        return WAIT.matcher(Optional.ofNullable(context.header("Prefer")).orElse(""))
                .find();
    }
}
