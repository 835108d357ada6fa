package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of an artifact, as somebody registers it ({@code ArtifactMetadata} of the orchestration protocol). Its
 * subject is {@code artifact_id@version}; a version has no {@code @} in it.
 *
 * @param type what sort of artifact, such as {@code MODEL}
 * @param previousVersion the version that this one follows
 * @param checksum as stated; a {@link Digest} where it has the form of one
 * @param lifecycleStage as stated, such as {@code ACTIVE}
 * @param payloadUri where its bytes lie, where {@code payload_ref} says so
 */
public record RegisteredVersion(
        String artifactId,
        String type,
        String name,
        String version,
        Optional<String> previousVersion,
        Instant createdAt,
        String createdBy,
        String checksum,
        Optional<String> description,
        Optional<String> lifecycleStage,
        Optional<String> payloadUri)
        implements Receipt {

    /** What stands between an artifact's id and the version in a subject. */
    public static final String AT = "@";

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.ARTIFACT;
    }

    @Override
    public String subject() {
        return subject(artifactId, version);
    }

    /** The subject of one version's receipt. */
    public static String subject(String artifactId, String version) {
        return artifactId + AT + version;
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(createdBy);
    }
}
