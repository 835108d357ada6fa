package dev.whence.testkit;

import dev.whence.access.Access;
import dev.whence.access.Principal;
import dev.whence.access.Scope;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.Authenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who asks a server that has rights and believes the header {@code Test-Principal}: a name, organisations with
 * commas between them, and scopes with spaces, each part after a semicolon. A request without it is anonymous.
 */
public record TestPrincipal(String name, List<String> organisations, Set<Scope> scopes) {
    /** Where the test's authenticator looks. */
    public static final String HEADER = "Test-Principal";

    /** Believes the header. */
    public static final Authenticator BELIEVED = TestPrincipal::authenticate;

    /** What anybody may do where rights are configured and nothing else is said. */
    public static final Access ACCESS = new Access(Set.of(Scope.PROVENANCE_READ, Scope.CATALOG_READ));

    /** A member of organisations who has scopes such as {@code provenance:read}. */
    public static TestPrincipal of(String name, List<String> organisations, String... scopes) {
        return new TestPrincipal(
                name,
                organisations,
                Arrays.stream(scopes).map(TestPrincipal::scope).collect(Collectors.toSet()));
    }

    /** The header and its value, with further headers after it, as {@link Web} takes them. */
    public String[] with(String... further) {
        String value = name + ";" + String.join(",", organisations) + ";"
                + scopes.stream().map(Scope::text).sorted().collect(Collectors.joining(" "));
        return Stream.concat(Stream.of(HEADER, value), Arrays.stream(further)).toArray(String[]::new);
    }

    private static Principal authenticate(HttpServletRequest request) throws RefusedException {
        Optional<String> header = Optional.ofNullable(request.getHeader(HEADER));
        if (header.isEmpty()) {
            return Principal.ANONYMOUS;
        }
        String[] parts = header.get().split(";", -1);
        if (parts.length != 3) {
            throw new RefusedException(ProblemType.UNAUTHENTICATED, "This is nobody.");
        }
        return new Principal(
                parts[0],
                Principal.Means.KEY,
                words(parts[1], ","),
                words(parts[2], " ").stream().map(TestPrincipal::scope).collect(Collectors.toSet()));
    }

    private static List<String> words(String text, String between) {
        return Arrays.stream(text.split(between))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Scope scope(String text) {
        return Scope.parse(text).orElseThrow(() -> new IllegalArgumentException("not a scope: " + text));
    }
}
