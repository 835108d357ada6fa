package dev.whence.app;

import dev.whence.access.Scope;
import dev.whence.authenticate.AuthenticationSettings;
import dev.whence.authenticate.TokenSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what anybody may do, and how it is found out who asks. */
final class RightsReader {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_.:/-]{1,200}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private RightsReader() {}

    static RightsSettings read(SettingsReader in) {
        Set<Scope> everybody = in.value("rights.everybody", RightsReader::scopes, "scopes with commas between them")
                .orElse(Set.of());
        boolean required = in.value("rights.required", RightsReader::truth, "true or false")
                .orElse(true);
        return new RightsSettings(
                everybody,
                new AuthenticationSettings(
                        required,
                        in.number("auth.free-failures", 1, 1_000_000),
                        in.seconds("auth.longest-pause-s"),
                        tokens(in)));
    }

    private static Optional<TokenSettings> tokens(SettingsReader in) {
        TokenSettings.Claims claims = new TokenSettings.Claims(
                claim(in, "auth.jwt.name-claim"),
                claim(in, "auth.jwt.organisations-claim"),
                claim(in, "auth.jwt.scopes-claim"));
        List<String> algorithms = in.value(
                        "auth.jwt.algorithms",
                        RightsReader::algorithms,
                        "asymmetric JOSE algorithms with commas between them: "
                                + String.join(", ", ALGORITHMS.stream().sorted().toList()))
                .orElse(List.of());
        var skew = in.number("auth.jwt.clock-skew-s", 0, 600);
        var renewal = Duration.ofSeconds(in.number("auth.jwt.renewal-s", 10, 86_400));
        var timeout = in.seconds("auth.jwt.timeout-s");
        String issuer = in.text("auth.jwt.issuer");
        String audience = in.text("auth.jwt.audience");
        boolean named = !in.text("auth.jwt.keys").isEmpty();
        Optional<URI> keys = named
                ? in.value(
                        "auth.jwt.keys",
                        RightsReader::keys,
                        "a file, an https address, or an http address of this machine")
                : Optional.empty();
        if (issuer.isEmpty() && audience.isEmpty() && !named) {
            return Optional.empty();
        }
        if (issuer.isEmpty() || audience.isEmpty() || !named) {
            in.problem("auth.jwt.issuer, auth.jwt.audience and auth.jwt.keys must be given together");
        }
        return keys.map(where -> new TokenSettings(
                issuer, audience, where, algorithms, Duration.ofSeconds(skew), renewal, timeout, claims));
    }

    private static String claim(SettingsReader in, String key) {
        return in.value(key, text -> Optional.of(text).filter(CLAIM.asMatchPredicate()), "the name of a claim")
                .orElse("");
    }

    private static Optional<List<String>> algorithms(String text) {
        List<String> words = words(text).toList();
        return words.isEmpty() || !ALGORITHMS.containsAll(words) ? Optional.empty() : Optional.of(words);
    }

    private static Optional<URI> keys(String text) {
        try {
            if (!text.contains("://")) {
                return Optional.of(Path.of(text)).filter(Files::isRegularFile).map(Path::toUri);
            }
            URI uri = new URI(text);
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            return Optional.of(uri).filter(address -> safe && uri.getHost() != null && uri.getRawUserInfo() == null);
        } catch (URISyntaxException | InvalidPathException neither) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<Scope>> scopes(String text) {
        Set<Scope> scopes = new LinkedHashSet<>();
        for (String word : words(text).toList()) {
            Optional<Scope> scope = Scope.parse(word);
            if (scope.isEmpty()) {
                return Optional.empty();
            }
            scopes.add(scope.get());
        }
        return Optional.of(scopes);
    }

    static Stream<String> words(String text) {
        return COMMA.splitAsStream(text).map(String::strip).filter(word -> !word.isEmpty());
    }
}
