package dev.whence.harvest.web;

import java.util.Optional;

/** By what a server recognises that nothing has changed (RFC 9110 §8.8), as it said them. */
public record Validators(Optional<String> etag, Optional<String> lastModified) {
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    public boolean isEmpty() {
        return etag.isEmpty() && lastModified.isEmpty();
    }
}
