package dev.whence.serve;

import io.javalin.http.Context;
import java.util.Optional;

/** Keeps caches that several callers share from giving one what was meant for another. */
final class SharedCaches {
    private static final String CACHE_CONTROL = "Cache-Control";
    /** The same address answers differently to different callers, and to one who speaks for another organisation. */
    private static final String WHO = "Authorization, X-Api-Key, " + AuthenticationFilter.ORGANISATION;

    private SharedCaches() {}

    /** Before anything is answered, refusals too. */
    static void warn(Context context, Caller caller) {
        if (!caller.isHouse()) {
            context.res().addHeader("Vary", WHO);
            keepOut(context, caller);
        }
    }

    /** After the answer said how long it keeps: what somebody was shown by name is that one's alone. */
    static void keepOut(Context context, Caller caller) {
        if (caller.isHouse()
                || caller.principal().isAnonymous()
                || context.res().isCommitted()) {
            return;
        }
        String said =
                Optional.ofNullable(context.res().getHeader(CACHE_CONTROL)).orElse("no-cache");
        if (said.startsWith("public")) {
            context.header(CACHE_CONTROL, said.replaceFirst("public", "private"));
        } else if (!said.contains("no-store") && !said.contains("private")) {
            context.header(CACHE_CONTROL, "private, " + said);
        }
    }
}
