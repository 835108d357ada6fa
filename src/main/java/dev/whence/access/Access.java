package dev.whence.access;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The one decision: who may do and read what. Everything that is not allowed here is denied. Immutable.
 *
 * <p>Reading: what is public, anybody; the rest, who belongs to the owning organisation and holds
 * {@code provenance:read}, as granted to itself; what lies in quarantine wants {@code quarantine:read} beside it. An
 * embargo makes what is under it readable by its organisation alone until it ends, and public after that.
 */
public final class Access {
    /** Without rights configured: everybody is {@link Principal#HOUSE}, who holds everything. */
    public static final Access OPEN = new Access(Set.of());

    private final Set<Scope> everybody;

    /** @param everybody what may be done by anybody, without a key; only ever on what is public */
    public Access(Set<Scope> everybody) {
        this.everybody = Set.copyOf(everybody);
    }

    /** The same, where anybody may do one thing more. */
    public Access with(Scope more) {
        Set<Scope> all = new HashSet<>(everybody);
        all.add(more);
        return new Access(all);
    }

    /** Whether a principal may do such a thing at all; on what, is asked apart. */
    public Decision use(Principal principal, Scope asked) {
        if (principal.holds(asked)) {
            return Decision.yes("scope:held");
        }
        if (everybody.stream().anyMatch(scope -> scope.grants(asked))) {
            return Decision.yes("scope:everybody");
        }
        return Decision.no(principal.isAnonymous() ? "scope:no-principal" : "scope:missing");
    }

    /** Whether a principal may read what an entry of such rights says. */
    public Decision read(Principal principal, Rights rights, Instant now) {
        if (principal.means() == Principal.Means.HOUSE) {
            return Decision.yes("rights:house");
        }
        if (isOpen(rights, now)) {
            return Decision.yes("rights:public");
        }
        if (!principal.belongsTo(rights.organisation())) {
            return Decision.no("rights:other-organisation");
        }
        if (!principal.holds(Scope.PROVENANCE_READ)) {
            return Decision.no("rights:no-scope");
        }
        return switch (rights.label()) {
            case PUBLIC, PUBLIC_GENERALIZED, RESTRICTED, RESTRICTED_SENSITIVE_LOCATION, INTERNAL, EMBARGOED ->
                Decision.yes("rights:member");
            case QUARANTINE ->
                principal.holds(Scope.QUARANTINE_READ)
                        ? Decision.yes("rights:quarantine")
                        : Decision.no("rights:no-quarantine-scope");
        };
    }

    private static boolean isOpen(Rights rights, Instant now) {
        return switch (rights.label()) {
            case PUBLIC, PUBLIC_GENERALIZED -> true;
            case EMBARGOED ->
                rights.embargoUntil().filter(end -> !now.isBefore(end)).isPresent();
            case RESTRICTED, RESTRICTED_SENSITIVE_LOCATION, INTERNAL, QUARANTINE -> false;
        };
    }

    /**
     * For which organisation a principal speaks.
     *
     * @param asked what it said; nothing means its first one, and for those who belong to none, the default one
     * @param fallback the default organisation
     * @return nothing where it does not belong to the one that it asked for
     */
    public Optional<String> organisation(Principal principal, Optional<String> asked, String fallback) {
        if (asked.isEmpty()) {
            return Optional.of(principal.organisations().stream().findFirst().orElse(fallback));
        }
        return asked.filter(name -> principal.belongsTo(name) || (principal.isAnonymous() && name.equals(fallback)));
    }
}
