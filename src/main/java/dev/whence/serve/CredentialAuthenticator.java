package dev.whence.serve;

import dev.whence.access.Principal;
import dev.whence.authenticate.Authentication;
import dev.whence.authenticate.Finding;
import dev.whence.authenticate.Presented;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a credential out of a request's headers: {@code Authorization: Bearer …} or {@code x-api-key}. Until rights are
 * configured nobody is asked for one; from then on, without a restart, everybody is who can show it.
 */
public final class CredentialAuthenticator implements Authenticator {
    private static final String BEARER = "bearer ";

    private final Authentication authentication;

    public CredentialAuthenticator(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public Principal authenticate(HttpServletRequest request) throws RefusedException {
        if (!authentication.isConfigured()) {
            return Principal.HOUSE;
        }
        Optional<String> credential = credential(request);
        return credential.isEmpty() ? Principal.ANONYMOUS : principal(request, credential.get());
    }

    private Principal principal(HttpServletRequest request, String credential) throws RefusedException {
        Finding finding = authentication.find(
                new Presented(credential, request.getRemoteAddr(), ForwardedFilter.isFromHere(request)));
        if (finding instanceof Finding.Known known) {
            return known.principal();
        }
        if (finding instanceof Finding.TooSoon tooSoon) {
            throw new RefusedException(Problem.later(
                    ProblemType.TOO_MANY_REQUESTS,
                    "Too many credentials that do not hold were shown; wait as long as Retry-After says.",
                    tooSoon.pause()));
        }
        throw unknown();
    }

    private static Optional<String> credential(HttpServletRequest request) throws RefusedException {
        Set<String> shown = new LinkedHashSet<>();
        for (String value : Collections.list(request.getHeaders("Authorization"))) {
            if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                throw unknown();
            }
            shown.add(value.substring(BEARER.length()).strip());
        }
        Collections.list(request.getHeaders("X-Api-Key")).forEach(value -> shown.add(value.strip()));
        if (shown.size() > 1) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST, "Show one credential: the request has several that differ.");
        }
        return shown.stream().findFirst();
    }

    /** The same for every reason. */
    private static RefusedException unknown() {
        return new RefusedException(
                ProblemType.UNAUTHENTICATED,
                "The credential does not hold; send an API key or a token that is good, as Authorization: Bearer.");
    }
}
