package dev.whence.app;

import dev.whence.attest.Allowed;
import dev.whence.attest.Attestations;
import dev.whence.attest.Identities;
import dev.whence.attest.KeyFolder;
import dev.whence.attest.KeyRing;
import dev.whence.attest.Keyless;
import dev.whence.attest.SigstorePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads whose attestations are believed; the keys are read at every start, and all that is wrong with them is told. */
final class AttestReader {
    private static final Pattern COMMA = Pattern.compile(",");

    private AttestReader() {}

    static Attestations read(SettingsReader in) {
        Allowed allowed = new Allowed(uris(in, "attest.builders"), uris(in, "attest.build-types"), Set.of());
        return new Attestations(ring(in), allowed, keyless(in), Clock.systemUTC());
    }

    private static KeyRing ring(SettingsReader in) {
        int threshold = in.number("attest.threshold", 1, 16);
        String folder = in.text("attest.keys");
        if (folder.isEmpty()) {
            return new KeyRing(List.of(), threshold);
        }
        List<String> problems = new ArrayList<>();
        KeyRing ring = KeyFolder.read(Path.of(folder), threshold, problems);
        problems.forEach(in::problem);
        return ring;
    }

    /** Only looked at here: it is loaded when the first certificate comes. */
    private static Optional<Keyless> keyless(SettingsReader in) {
        String root = in.text("attest.sigstore-trusted-root");
        String jars = in.text("attest.sigstore-lib");
        String identities = in.text("attest.identities");
        if (root.isEmpty() && jars.isEmpty() && identities.isEmpty()) {
            return Keyless.NONE;
        }
        Optional<Path> trusted = in.value("attest.sigstore-trusted-root", AttestReader::file, "a trusted_root.json");
        Optional<Path> library =
                in.value("attest.sigstore-lib", AttestReader::jars, "a folder with sigstore-java and what it needs");
        Optional<Identities> allowed = in.value(
                "attest.identities",
                Identities::parse,
                "pairs 'issuer name' of those who may sign, with commas between them");
        return trusted.isPresent() && library.isPresent() && allowed.isPresent()
                ? Optional.of(new SigstorePart(library.get(), trusted.get(), allowed.get()))
                : Keyless.NONE;
    }

    private static Optional<Path> file(String text) {
        return Optional.of(Path.of(text)).filter(Files::isRegularFile);
    }

    /** Beside Whence's own jar, unless a setting says otherwise. */
    private static Optional<Path> jars(String text) {
        Optional<Path> folder = text.isEmpty() ? besideOurJar() : Optional.of(Path.of(text));
        return folder.filter(AttestReader::hasLibrary);
    }

    private static Optional<Path> besideOurJar() {
        try {
            return Optional.ofNullable(AttestReader.class.getProtectionDomain().getCodeSource())
                    .map(source -> source.getLocation().getPath())
                    .map(path -> Path.of(path).resolveSibling("lib-sigstore"));
        } catch (InvalidPathException noFile) {
            return Optional.empty();
        }
    }

    private static boolean hasLibrary(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().contains("sigstore-java"));
        } catch (IOException noFolder) {
            return false;
        }
    }

    private static Set<String> uris(SettingsReader in, String key) {
        return in.value(key, AttestReader::uris, "URIs with commas between them")
                .orElse(Set.of());
    }

    private static Optional<Set<String>> uris(String text) {
        Set<String> words = COMMA.splitAsStream(text)
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return words.stream().allMatch(word -> word.contains(":")) ? Optional.of(words) : Optional.empty();
    }
}
