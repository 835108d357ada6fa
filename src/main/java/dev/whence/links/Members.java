package dev.whence.links;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** Members that documents of several kinds share. */
final class Members {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+");
    private static final List<String> CHECKSUMS = List.of(
            "file:checksum",
            "checksum:multihash",
            "checksum:sha256",
            "checksum_sha256",
            "sha256",
            "kfm:digest",
            "kfm:artifact_digest",
            "spdx:checksum",
            "checksum");

    private Members() {}

    /** Whether a text has a scheme, and so is no path. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Members like {@code kfm:run_receipt_ref}; their value may also be words. */
    static boolean isReference(String name) {
        return name.endsWith("_ref") || name.endsWith("_url");
    }

    static List<String> checksums(JsonNode asset) {
        return CHECKSUMS.stream()
                .map(asset::path)
                .flatMap(value -> value.isTextual() ? List.of(value.asText()).stream() : spdx(value).stream())
                .distinct()
                .toList();
    }

    /** {@code spdx:checksum} is a node of algorithm and value; only the value is compared, its length tells the algorithm. */
    private static List<String> spdx(JsonNode checksum) {
        for (String name : List.of("spdx:checksumValue", "checksumValue")) {
            JsonNode value = checksum.path(name);
            if (value.isTextual() || value.path("@value").isTextual()) {
                return List.of(
                        value.isTextual()
                                ? value.asText()
                                : value.path("@value").asText());
            }
        }
        return List.of();
    }

    static String version(JsonNode json) {
        String version = json.path("kfm:dataset_version_id").asText();
        return version.isEmpty() ? json.path("dataset_version_id").asText() : version;
    }

    /** A JSON-LD member's name without its prefix or namespace. */
    static String local(String name) {
        int end = Math.max(name.lastIndexOf('#'), Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')));
        return name.substring(end + 1);
    }
}
