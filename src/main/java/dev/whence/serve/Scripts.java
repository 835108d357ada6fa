package dev.whence.serve;

import io.javalin.http.Context;
import java.util.Collection;

/**
 * Lets scripts of every page read what is published (Fetch standard, CORS): it is for everybody, whoever asks. A browser sends
 * none of its own credentials along, and none would change the answer. What else pages may read is for the settings to say.
 */
final class Scripts {
    private static final String SENT = "Accept, Content-Type, If-Modified-Since, If-None-Match, Prefer";
    private static final String READ = "ETag, Link, Retry-After, " + DcatUsRoutes.LEFT_OUT;
    private static final String A_DAY = "86400";

    private Scripts() {}

    static void mayRead(Context context) {
        context.header("Access-Control-Allow-Origin", "*").header("Access-Control-Expose-Headers", READ);
    }

    /** Answers a browser that asks before it lets a script ask. */
    static void mayAsk(Context context, Collection<String> methods) {
        mayRead(context);
        String all = String.join(", ", methods);
        context.header("Access-Control-Allow-Methods", all)
                .header("Access-Control-Allow-Headers", SENT)
                .header("Access-Control-Max-Age", A_DAY)
                .header("Allow", all + ", OPTIONS")
                .status(204);
    }
}
