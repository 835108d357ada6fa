package dev.whence.serve;

import dev.whence.access.Principal;
import dev.whence.receipt.RefusedException;
import jakarta.servlet.http.HttpServletRequest;

/** Says who sent a request. Must be safe for use by several threads. */
@FunctionalInterface
public interface Authenticator {
    /** Without rights configured. */
    Authenticator EVERYBODY = request -> Principal.HOUSE;

    /**
     * Who it is; {@link Principal#ANONYMOUS} where the request shows nothing.
     *
     * @throws RefusedException where it shows something that does not hold
     */
    Principal authenticate(HttpServletRequest request) throws RefusedException;
}
