package dev.whence.authenticate;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.whence.access.Principal;
import dev.whence.access.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a principal out of a token's claims. What is no scope of ours, such as {@code openid}, gives nothing. */
final class TokenClaims {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** Nothing that a terminal or a log would take for more than a letter. */
    private static final Pattern NAME = Pattern.compile("\\P{C}{1,255}");

    private final TokenSettings.Claims names;

    TokenClaims(TokenSettings.Claims names) {
        this.names = names;
    }

    /** Nothing where it has no name, or an organisation that can own nothing. */
    Optional<Principal> principal(JWTClaimsSet claims) {
        if (!(claims.getClaim(names.name()) instanceof String name)
                || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        List<String> organisations = words(claims.getClaim(names.organisations()));
        if (!organisations.stream().allMatch(ApiKeys::isOrganisation)) {
            return Optional.empty();
        }
        Set<Scope> scopes = words(claims.getClaim(names.scopes())).stream()
                .flatMap(word -> Scope.parse(word).stream())
                .collect(Collectors.toUnmodifiableSet());
        return Optional.of(new Principal(name, Principal.Means.TOKEN, organisations, scopes));
    }

    /** Words with spaces between them, or a list of words. */
    private static List<String> words(Object claim) {
        if (claim instanceof String text) {
            return SPACE.splitAsStream(text.strip())
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
        if (claim instanceof Collection<?> list) {
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return List.of();
    }
}
