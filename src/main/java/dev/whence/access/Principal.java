package dev.whence.access;

import dev.whence.receipt.Iris;
import java.util.List;
import java.util.Set;

/**
 * Who asks, after authentication.
 *
 * @param name under which receipts and the audit log know it
 * @param means how it was made sure of
 * @param organisations that it belongs to, the one that it speaks for unless it says otherwise first
 * @param scopes what it may do, as granted to it; what everybody may do is {@link Access}'s affair
 */
public record Principal(String name, Means means, List<String> organisations, Set<Scope> scopes) {
    /** How it was made sure who asks. */
    public enum Means {
        /** It was not. */
        NONE,
        /** By an API key. */
        KEY,
        /** By a signed token of another issuer. */
        TOKEN,
        /** The owner of the data folder; where no rights are configured, whoever reaches the server is taken for it. */
        HOUSE
    }

    /** Who shows nothing. */
    public static final Principal ANONYMOUS = new Principal("anonymous", Means.NONE, List.of(), Set.of());

    /** Everybody, where no rights are configured. */
    public static final Principal HOUSE =
            new Principal("anonymous", Means.HOUSE, List.of(Iris.DEFAULT_ORGANISATION), Set.of(Scope.EVERYTHING));

    public Principal {
        organisations = List.copyOf(organisations);
        scopes = Set.copyOf(scopes);
    }

    public boolean isAnonymous() {
        return means == Means.NONE;
    }

    /** Whether this was granted to it, by name or by a wildcard. */
    public boolean holds(Scope asked) {
        return scopes.stream().anyMatch(held -> held.grants(asked));
    }

    public boolean belongsTo(String organisation) {
        return organisations.contains(organisation);
    }
}
