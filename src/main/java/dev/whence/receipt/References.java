package dev.whence.receipt;

import java.util.List;

/**
 * The things that an object without a fixed form refers to, as far as it does so in the way that we read: files by
 * {@code uri} and {@code digest}, versions of registered artifacts by {@code artifact_id} and {@code version}.
 */
public record References(List<Artifact> files, List<VersionRef> versions) {
    public static final References NONE = new References(List.of(), List.of());

    public References {
        files = List.copyOf(files);
        versions = List.copyOf(versions);
    }

    /** One version of a registered artifact. */
    public record VersionRef(String artifactId, String version) {}
}
