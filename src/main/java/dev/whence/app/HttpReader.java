package dev.whence.app;

import dev.whence.serve.HttpSettings;
import dev.whence.serve.TlsFiles;
import dev.whence.serve.TrustedProxies;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads how requests come in; certificate and key are read too, so that what is wrong with them is told at the start. */
final class HttpReader {
    /** As browsers send it: no path, no slash at the end, in lower case. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9.-]{1,253}|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?");

    private HttpReader() {}

    static HttpSettings read(SettingsReader in) {
        return new HttpSettings(
                tls(in),
                in.value(
                                "http.trusted-proxies",
                                text -> TrustedProxies.parse(
                                        RightsReader.words(text).toList()),
                                "addresses or ranges such as 10.0.0.0/8, with commas between them")
                        .orElse(TrustedProxies.NONE),
                in.value(
                                "http.cors-origins",
                                HttpReader::origins,
                                "origins such as https://app.example.org with commas between them, or * alone")
                        .orElse(Set.of()),
                limits(in));
    }

    private static HttpSettings.Limits limits(SettingsReader in) {
        int headers = in.number("http.header-bytes", 4096, 1 << 20);
        int uri = in.number("http.uri-bytes", 1024, 1 << 20);
        if (uri > headers) {
            in.problem("http.uri-bytes must not be more than http.header-bytes");
        }
        return new HttpSettings.Limits(
                headers,
                uri,
                in.number("http.body-bytes", 1024, 1 << 30),
                in.number("http.requests", 1, 190),
                in.number("http.requests-per-caller", 1, 190),
                in.seconds("http.idle-s"));
    }

    private static Optional<TlsFiles> tls(SettingsReader in) {
        String certificate = in.text("tls.certificate");
        String key = in.text("tls.key");
        if (certificate.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!certificate.isEmpty() && !key.isEmpty()) {
                TlsFiles files = new TlsFiles(Path.of(certificate), Path.of(key));
                files.load();
                return Optional.of(files);
            }
            in.problem("tls.certificate and tls.key must be given together");
        } catch (IOException | InvalidPathException unusable) {
            in.problem(
                    "tls.certificate must be a file of certificates in PEM, and tls.key must be the private key of the"
                            + " first: " + why(unusable));
        }
        return Optional.empty();
    }

    private static String why(Exception unusable) {
        return unusable instanceof java.nio.file.NoSuchFileException missing
                ? "there is no " + missing.getFile()
                : String.valueOf(unusable.getMessage());
    }

    private static Optional<Set<String>> origins(String text) {
        Set<String> origins = RightsReader.words(text).collect(Collectors.toUnmodifiableSet());
        boolean all = origins.equals(Set.of("*"));
        return all || origins.stream().allMatch(ORIGIN.asMatchPredicate()) ? Optional.of(origins) : Optional.empty();
    }
}
