package dev.whence.serve;

import dev.whence.access.Principal;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.trail.DenialLimit;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Makes those wait who were denied too often: a principal wherever it is, and an address for whoever shows nothing. Stands
 * behind the {@link AuthenticationFilter}. What is merely not found is no denial: it tells nobody whether there is anything.
 */
public final class DenialFilter implements Filter {
    private final DenialLimit limit;

    public DenialFilter(DenialLimit limit) {
        this.limit = limit;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String asker = asker(request);
        if (limit.isExhausted(asker)) {
            Audited.of(request).denied("limit:denials");
            ProblemJson.send(
                    (HttpServletResponse) response,
                    Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Too much was asked for that may not be had; wait, and ask for what your scopes allow."));
            return;
        }
        chain.doFilter(request, response);
        if (Audited.of(request).isDenied()) {
            limit.denied(asker);
        }
    }

    private static String asker(ServletRequest request) {
        Principal principal = Caller.of(request).principal();
        return principal.isAnonymous() ? "address " + request.getRemoteAddr() : "principal " + principal.name();
    }
}
