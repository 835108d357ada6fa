package dev.whence.validate;

import static dev.whence.validate.Members.optionalDigest;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Artifact;
import dev.whence.receipt.References;
import dev.whence.receipt.References.VersionRef;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads what an object without a fixed form refers to: a file or a registered version that its own members name, and those
 * that its list {@code artifacts} names. What it holds besides is kept and not read.
 */
final class ReferencesReader {
    private ReferencesReader() {}

    static References read(JsonNode object) {
        List<JsonNode> named = Stream.concat(Stream.of(object), elements(object.path("artifacts")))
                .toList();
        return new References(
                named.stream()
                        .filter(one -> one.has("uri"))
                        .map(ReferencesReader::file)
                        .toList(),
                named.stream()
                        .filter(one -> one.has("artifact_id") && one.has("version"))
                        .map(ReferencesReader::version)
                        .toList());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Artifact file(JsonNode one) {
        return new Artifact(text(one, "uri"), optionalDigest(one, "digest"), optionalText(one, "media_type"));
    }

    private static VersionRef version(JsonNode one) {
        return new VersionRef(text(one, "artifact_id"), text(one, "version"));
    }
}
