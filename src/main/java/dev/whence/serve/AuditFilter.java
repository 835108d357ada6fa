package dev.whence.serve;

import dev.whence.access.Principal;
import dev.whence.access.Sight;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.trail.Act;
import dev.whence.trail.Trail;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Records every request in the audit trail when it has been answered. Stands before the {@link AuthenticationFilter}, so
 * that who was turned away there is recorded too.
 */
public final class AuditFilter implements Filter {
    private static final int FAULT = 500;
    private static final int NOT_FOUND = 404;

    private final Trail trail;

    public AuditFilter(Trail trail) {
        this.trail = trail;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (trail.settings().refusesAll() && !trail.state().isWell()) {
            ProblemJson.send(
                    answer,
                    Problem.of(ProblemType.UNAVAILABLE, "The audit trail cannot be written now; ask again later."));
            return;
        }
        Audited audited = new Audited(trail::reserve);
        audited.put(request);
        long begin = System.nanoTime();
        boolean ended = false;
        try {
            chain.doFilter(request, response);
            ended = true;
        } finally {
            record(audited, asked, ended ? answer.getStatus() : FAULT, (System.nanoTime() - begin) / 1_000_000);
        }
    }

    private void record(Audited audited, HttpServletRequest request, int status, long millis) {
        if (audited.isReserved()) {
            trail.recordReserved(act(audited, request, status, millis));
        } else if (trail.settings().reads() || audited.isDenied() || !isRead(request)) {
            trail.record(act(audited, request, status, millis));
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private Act act(Audited audited, HttpServletRequest request, int status, long millis) {
        Optional<Caller> caller = Caller.find(request);
        Principal principal = caller.map(Caller::principal).orElse(Principal.ANONYMOUS);
        Act.Who who = new Act.Who(
                principal.name(),
                principal.means().name().toLowerCase(Locale.ROOT),
                caller.map(Caller::organisation).orElse(""),
                request.getRemoteAddr());
        boolean isHidden = status == NOT_FOUND
                && caller.map(Caller::sight).filter(Sight::hasHidden).isPresent();
        boolean isAllowed = !audited.isDenied() && !isHidden;
        Act.Asked asked = new Act.Asked(
                request.getMethod(),
                audited.operation(),
                audited.isTargetInPath() ? Optional.of(request.getRequestURI()) : audited.target(),
                isAllowed && status < 400,
                Optional.ofNullable(request.getQueryString()));
        return new Act(
                who,
                asked,
                new Act.Ruling(isAllowed, isHidden ? "rights:hidden" : audited.rule(), status),
                trail.clock().instant(),
                millis);
    }
}
