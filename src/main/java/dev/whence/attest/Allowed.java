package dev.whence.attest;

import dev.whence.receipt.Verdict.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * Which statements are believed; an empty set allows everything.
 *
 * @param builders the {@code builder.id}s of provenance
 * @param buildTypes how provenance says its builds are to be read
 * @param predicateTypes of statements
 */
public record Allowed(Set<String> builders, Set<String> buildTypes, Set<String> predicateTypes) {
    public static final Allowed EVERYTHING = new Allowed(Set.of(), Set.of(), Set.of());

    public Allowed {
        builders = Set.copyOf(builders);
        buildTypes = Set.copyOf(buildTypes);
        predicateTypes = Set.copyOf(predicateTypes);
    }

    /** Why a statement is not believed; nothing where it is. */
    Optional<Reason> objection(Statement statement) {
        if (!predicateTypes.isEmpty() && !predicateTypes.contains(statement.predicateType())) {
            return Optional.of(Reason.PREDICATE_NOT_ALLOWED);
        }
        if (!statement.isProvenance()) {
            return Optional.empty();
        }
        if (isForbidden(builders, statement.builder())) {
            return Optional.of(Reason.BUILDER_NOT_ALLOWED);
        }
        return isForbidden(buildTypes, statement.buildType())
                ? Optional.of(Reason.BUILD_TYPE_NOT_ALLOWED)
                : Optional.empty();
    }

    /** Provenance that names no builder is by none of those allowed. */
    private static boolean isForbidden(Set<String> allowed, Optional<String> found) {
        return !allowed.isEmpty() && found.filter(allowed::contains).isEmpty();
    }
}
