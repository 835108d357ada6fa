package dev.whence.serve;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Keeps caches that several callers share from giving one what was meant for another. */
public final class SharedCaches {
    private static final String CACHE_CONTROL = "Cache-Control";
    /** The same address answers differently to different callers, and to one who speaks for another organisation. */
    private static final String WHO = "Authorization, X-Api-Key, " + AuthenticationFilter.ORGANISATION;

    private SharedCaches() {}

    /** Before anything is answered, refusals too. */
    static void warn(Context context, Caller caller) {
        warn(context.res(), caller);
    }

    /** The same, where there is no Javalin. */
    public static void warn(HttpServletResponse response, Caller caller) {
        if (!caller.isHouse()) {
            response.addHeader("Vary", WHO);
            keepOut(response, caller);
        }
    }

    /** After the answer said how long it keeps: what somebody was shown by name is that one's alone. */
    static void keepOut(Context context, Caller caller) {
        keepOut(context.res(), caller);
    }

    private static void keepOut(HttpServletResponse response, Caller caller) {
        if (caller.isHouse() || caller.principal().isAnonymous() || response.isCommitted()) {
            return;
        }
        String said = Optional.ofNullable(response.getHeader(CACHE_CONTROL)).orElse("no-cache");
        if (said.startsWith("public")) {
            response.setHeader(CACHE_CONTROL, said.replaceFirst("public", "private"));
        } else if (!said.contains("no-store") && !said.contains("private")) {
            response.setHeader(CACHE_CONTROL, "private, " + said);
        }
    }
}
