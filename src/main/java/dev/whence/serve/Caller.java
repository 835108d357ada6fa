package dev.whence.serve;

import dev.whence.access.Access;
import dev.whence.access.Decision;
import dev.whence.access.Principal;
import dev.whence.access.Scope;
import dev.whence.access.Sight;
import dev.whence.query.Asker;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import io.javalin.http.Context;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * Who asks, made once a request by the {@link AuthenticationFilter}.
 *
 * @param organisation for which the caller speaks: what it writes belongs to it, and names without an owner mean its own
 * @param sight what of the ledger the caller sees
 * @param access decides what the caller may do
 */
public record Caller(Principal principal, String organisation, Sight sight, Access access) {
    private static final String ATTRIBUTE = "dev.whence.caller";

    /** Everybody, where no rights are configured. */
    public static final Caller HOUSE = new Caller(Principal.HOUSE, Iris.DEFAULT_ORGANISATION, Sight.ALL, Access.OPEN);

    /** @throws IllegalStateException behind no filter: nobody is taken for somebody by mistake */
    public static Caller of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("nobody has said who asks");
    }

    /** Nothing where who asks was turned away. */
    static Optional<Caller> find(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    static Caller of(Context context) {
        return of(context.req());
    }

    void put(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** For whom an answer is made. */
    public Asker asker() {
        return new Asker(organisation, sight);
    }

    /** Whether no rights are configured, so that everybody is the same. */
    boolean isHouse() {
        return principal.means() == Principal.Means.HOUSE;
    }

    /** Whether it may do such a thing, and by which rule. */
    public Decision decide(Scope scope) {
        return access.use(principal, scope);
    }

    boolean may(Scope scope) {
        return decide(scope).allowed();
    }

    /**
     * Lets nobody on who may not.
     *
     * @param operation what is asked for, by its id
     * @throws RefusedException unauthenticated where nobody has shown a key, forbidden where it is not enough
     */
    public void require(Scope scope, String operation) throws RefusedException {
        if (!may(scope)) {
            throw principal.isAnonymous()
                    ? new RefusedException(
                            ProblemType.UNAUTHENTICATED,
                            "This wants the scope '" + scope + "'; send an API key or a token that holds it.")
                    : new RefusedException(
                            ProblemType.FORBIDDEN, "missing scope '" + scope + "' for '" + operation + "'");
        }
    }

    /**
     * Who hands something in. Without rights a request may say so itself; with them that was made sure of, and whoever
     * claims to be another is turned away; what a stranger claims is not taken down.
     */
    public Optional<String> submitter(Optional<String> claimed) throws RefusedException {
        if (isHouse()) {
            return claimed;
        }
        if (!principal.isAnonymous()
                && claimed.filter(name -> !name.equals(principal.name())).isPresent()) {
            throw new RefusedException(
                    ProblemType.FORBIDDEN,
                    "You are known as '" + principal.name() + "', and Orch-Caller names somebody else; leave it out.");
        }
        return Optional.of(principal.name());
    }

    /** Whether what it writes may belong to an organisation. */
    boolean writesFor(String owner) {
        return owner.equals(organisation) || principal.belongsTo(owner);
    }
}
