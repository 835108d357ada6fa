package dev.whence.authenticate;

import dev.whence.access.Principal;
import java.time.Instant;
import java.util.Optional;

/** Checks tokens that somebody else has signed. Thread-safe. */
interface Tokens {
    /** Where no issuer is named. */
    Tokens NONE = token -> Optional.empty();

    /**
     * Who is meant, and until when.
     *
     * @param until never later than the token's own end
     */
    record Token(Principal principal, Instant until) {}

    /** Nothing where it does not hold, for whatever reason. */
    Optional<Token> check(String token);
}
