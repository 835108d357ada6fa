package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.KindRecords;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code provenance.artifact.get}: one version of an artifact; without a version, the one registered last. */
final class ArtifactGet implements EnvelopeType {
    static final String NAME = "provenance.artifact.get";

    private final Library library;
    private final KindRecords records;

    ArtifactGet(Library library, KindRecords records) {
        this.library = library;
        this.records = records;
    }

    @Override
    public Work prepare(Fields params, Call call) {
        String artifactId = params.text("artifact_id");
        Optional<String> version = params.optionalText("version");
        params.refuseOthers();
        return () -> {
            KindRecords.Seen seen = records.seenBy(call.sight());
            OptionalLong sequence = version.isPresent()
                    ? seen.version(call.organisation(), artifactId, version.get())
                    : seen.latestVersion(call.organisation(), artifactId);
            if (sequence.isEmpty()) {
                throw unknown();
            }
            Library.Stored stored =
                    library.stored(sequence.getAsLong(), call.sight()).orElseThrow(ArtifactGet::unknown);
            return Work.Done.read(Renderings.artifact(stored, JsonNodeFactory.instance.objectNode()));
        };
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ProblemType.NOT_FOUND, "No such version of this artifact is registered; register it first.");
    }
}
