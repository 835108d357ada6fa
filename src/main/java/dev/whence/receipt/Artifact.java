package dev.whence.receipt;

import java.util.Optional;

/**
 * A thing that a run read or wrote, as the receipt names it.
 *
 * @param uri where it lies, exactly as the receipt has it: may be relative, in any script and normal form
 * @param digest of its bytes; absent where the kind of receipt gives none
 * @param mediaType as stated
 */
public record Artifact(String uri, Optional<Digest> digest, Optional<String> mediaType) {
    public static Artifact at(String uri) {
        return new Artifact(uri, Optional.empty(), Optional.empty());
    }

    public static Artifact at(String uri, Digest digest) {
        return new Artifact(uri, Optional.of(digest), Optional.empty());
    }
}
