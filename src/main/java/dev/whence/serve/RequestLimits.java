package dev.whence.serve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.whence.access.Principal;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How much may be asked at once: in all, before anybody is asked who they are, and of each principal after it. Whoever shows
 * nothing is counted by address; the owner of the data folder is not counted. Thread-safe.
 */
public final class RequestLimits {
    private static final Duration FORGET = Duration.ofMinutes(10);

    private final Semaphore all;
    private final int each;
    private final int uriBytes;
    /** Idle ones may go: nobody holds a place of theirs. Not bounded in number but by the requests that run at once. */
    private final Cache<String, Semaphore> callers =
            Caffeine.newBuilder().expireAfterAccess(FORGET).build();

    public RequestLimits(HttpSettings.Limits limits) {
        this.all = new Semaphore(limits.requests());
        this.each = limits.requestsPerCaller();
        this.uriBytes = limits.uriBytes();
    }

    /** Stands before authentication. */
    public Filter inAll() {
        return (request, response, chain) -> {
            if (isTooLong((HttpServletRequest) request)) {
                refuse(
                        (HttpServletResponse) response,
                        Problem.of(ProblemType.URI_TOO_LONG, "The address is longer than " + uriBytes + " bytes."));
                return;
            }
            if (!all.tryAcquire()) {
                refuse(
                        (HttpServletResponse) response,
                        Problem.of(ProblemType.OVERLOADED, "Too many requests are under way; ask again soon."));
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                all.release();
            }
        };
    }

    /** Stands behind authentication. */
    public Filter ofEach() {
        return (request, response, chain) -> {
            Principal principal = Caller.of(request).principal();
            if (principal.means() == Principal.Means.HOUSE) {
                chain.doFilter(request, response);
                return;
            }
            Semaphore places = callers.get(name(principal, request), name -> new Semaphore(each));
            if (!places.tryAcquire()) {
                refuse(
                        (HttpServletResponse) response,
                        Problem.of(
                                ProblemType.TOO_MANY_REQUESTS,
                                "You have " + each + " requests under way; wait until one of them has ended."));
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                places.release();
            }
        };
    }

    private static String name(Principal principal, ServletRequest request) {
        return principal.isAnonymous()
                ? "address " + request.getRemoteAddr()
                : principal.means() + " " + principal.name();
    }

    private boolean isTooLong(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI().length() + (query == null ? 0 : query.length() + 1) > uriBytes;
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        ProblemJson.send(response, problem);
    }
}
