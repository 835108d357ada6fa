package dev.whence.authenticate;

import dev.whence.access.Principal;
import dev.whence.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An API key as it is kept: who holds it, what that one may do, and a hash of its secret.
 *
 * @param id by which the key is recognised: the eight letters after {@code whence_}
 * @param name of the principal, as receipts and the audit log know it
 * @param expires from when it is good no more; nothing where it does not end
 * @param revoked since when it has been taken back
 */
public record ApiKey(
        String id,
        String name,
        List<String> organisations,
        Set<Scope> scopes,
        SecretHash hash,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked) {

    public ApiKey {
        organisations = List.copyOf(organisations);
        scopes = Set.copyOf(scopes);
    }

    /** Whether it lets anybody in now. */
    public boolean isGood(Instant now) {
        return revoked.isEmpty() && expires.map(now::isBefore).orElse(true);
    }

    Principal principal() {
        return new Principal(name, Principal.Means.KEY, organisations, scopes);
    }

    ApiKey revokedAt(Instant when) {
        return new ApiKey(id, name, organisations, scopes, hash, created, expires, Optional.of(revoked.orElse(when)));
    }
}
