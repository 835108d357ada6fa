package dev.whence.serve;

import dev.whence.access.Principal;
import dev.whence.access.Sight;
import dev.whence.receipt.Iris;
import io.javalin.http.Context;
import jakarta.servlet.ServletRequest;

/**
 * Who asks, made once a request by the {@link AuthenticationFilter}.
 *
 * @param organisation for which the caller speaks: what it writes belongs to it, and names without an owner mean its own
 * @param sight what of the ledger the caller sees
 */
public record Caller(Principal principal, String organisation, Sight sight) {
    private static final String ATTRIBUTE = "dev.whence.caller";

    /** Everybody, where no rights are configured. */
    public static final Caller HOUSE = new Caller(Principal.HOUSE, Iris.DEFAULT_ORGANISATION, Sight.ALL);

    /** @throws IllegalStateException behind no filter: nobody is taken for somebody by mistake */
    public static Caller of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("nobody has said who asks");
    }

    static Caller of(Context context) {
        return of(context.req());
    }

    void put(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
