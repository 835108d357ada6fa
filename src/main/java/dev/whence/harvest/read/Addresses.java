package dev.whence.harvest.read;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses as documents write them. */
final class Addresses {
    private Addresses() {}

    /** What a reference in a document leads to, without a fragment; nothing where it is none. */
    static Optional<URI> resolve(URI document, String reference) {
        try {
            String plain = reference.strip().replaceFirst("#.*", "");
            URI found = document.resolve(new URI(plain));
            return plain.isEmpty() || !found.isAbsolute() ? Optional.empty() : Optional.of(found);
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
