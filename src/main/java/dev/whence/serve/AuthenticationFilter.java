package dev.whence.serve;

import dev.whence.access.Access;
import dev.whence.access.EntryRights;
import dev.whence.access.Principal;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Says who the caller is and what it sees, in front of everything: Fuseki, the API, the pages. Nothing behind this filter
 * asks in any other way.
 */
public final class AuthenticationFilter implements Filter {
    /** Names the organisation for which a caller speaks who belongs to several. */
    public static final String ORGANISATION = "Whence-Organisation";

    private final Authenticator authenticator;
    private final Access access;
    private final EntryRights rights;
    private final Clock clock;

    public AuthenticationFilter(Authenticator authenticator, Access access, EntryRights rights, Clock clock) {
        this.authenticator = authenticator;
        this.access = access;
        this.rights = rights;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            caller((HttpServletRequest) request).put(request);
        } catch (RefusedException refused) {
            Audited.of(request).denied("login:" + refused.problem().type().slug());
            ProblemJson.send((HttpServletResponse) response, refused.problem());
            return;
        }
        chain.doFilter(request, response);
    }

    private Caller caller(HttpServletRequest request) throws RefusedException {
        Principal principal = authenticator.authenticate(request);
        Optional<String> asked = Optional.ofNullable(request.getHeader(ORGANISATION));
        String organisation = access.organisation(principal, asked, Iris.DEFAULT_ORGANISATION)
                .orElseThrow(() -> new RefusedException(
                        ProblemType.FORBIDDEN,
                        "You do not belong to the organisation that " + ORGANISATION + " names."));
        return new Caller(principal, organisation, rights.sight(access, principal, clock.instant()), access);
    }
}
