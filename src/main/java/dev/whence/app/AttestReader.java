package dev.whence.app;

import dev.whence.attest.Allowed;
import dev.whence.attest.Attestations;
import dev.whence.attest.KeyFolder;
import dev.whence.attest.KeyRing;
import dev.whence.attest.Keyless;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads whose attestations are believed; the keys are read at every start, and all that is wrong with them is told. */
final class AttestReader {
    private static final Pattern COMMA = Pattern.compile(",");

    private AttestReader() {}

    static Attestations read(SettingsReader in) {
        Allowed allowed = new Allowed(uris(in, "attest.builders"), uris(in, "attest.build-types"), Set.of());
        return new Attestations(ring(in), allowed, Keyless.NONE, Clock.systemUTC());
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
