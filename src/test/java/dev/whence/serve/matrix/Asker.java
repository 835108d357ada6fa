package dev.whence.serve.matrix;

import dev.whence.serve.matrix.Made.Labelled;
import dev.whence.testkit.TestPrincipal;
import java.util.List;
import java.util.Optional;

/** Somebody who asks; what they may see is said here in the words of the rules, apart from the code that decides. */
enum Asker {
    ANONYMOUS,
    STRANGER(List.of(), "provenance:read", "provenance:write"),
    MEMBER(List.of("default"), "provenance:read"),
    MEMBER_WITHOUT_SCOPES(List.of("default")),
    WARDEN(List.of("default"), "provenance:read", "quarantine:read"),
    NORTHERNER(List.of("north"), "provenance:*", "ledger:read"),
    ADMIN(List.of("default", "north"), "*");

    private final Optional<TestPrincipal> principal;

    Asker() {
        this.principal = Optional.empty();
    }

    Asker(List<String> organisations, String... scopes) {
        this.principal = Optional.of(
                TestPrincipal.of(name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), organisations, scopes));
    }

    String[] headers(String... further) {
        return principal.map(known -> known.with(further)).orElse(further);
    }

    boolean isAnonymous() {
        return principal.isEmpty();
    }

    /** For whom it speaks when it names no organisation. */
    String organisation() {
        return principal
                .flatMap(known -> known.organisations().stream().findFirst())
                .orElse("default");
    }

    boolean belongsTo(String organisation) {
        return principal
                .filter(known -> known.organisations().contains(organisation))
                .isPresent();
    }

    /** Whether it was granted this itself. */
    boolean holds(String scope) {
        return principal
                .filter(known -> known.scopes().stream()
                        .anyMatch(held -> held.text().equals(scope)
                                || held.text().equals("*")
                                || held.text().equals(scope.replaceFirst(":.*", ":*"))))
                .isPresent();
    }

    boolean sees(Made made) {
        return sees(made.organisation(), made.as());
    }

    boolean sees(String organisation, Labelled as) {
        return switch (as) {
            case PUBLIC, PUBLIC_GENERALIZED, EMBARGOED_NO_MORE -> true;
            case RESTRICTED, RESTRICTED_SENSITIVE_LOCATION, INTERNAL, EMBARGOED_FOR_EVER, EMBARGOED_STILL ->
                belongsTo(organisation) && holds("provenance:read");
            case QUARANTINE -> belongsTo(organisation) && holds("provenance:read") && holds("quarantine:read");
        };
    }
}
