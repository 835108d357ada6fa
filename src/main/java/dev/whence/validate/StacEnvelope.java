package dev.whence.validate;

import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordSource;
import java.util.Optional;

/**
 * A STAC document, which comes as it is, or in an envelope that says where it was harvested.
 *
 * @param pointer to the document, in what was sent
 */
record StacEnvelope(JsonNode document, String pointer, Optional<RecordSource> source) {
    private static final String RECORD = "record";
    private static final String DOCUMENT = "document";

    static boolean detects(JsonNode object, ReceiptKind kind, String type) {
        return object.has(RECORD)
                ? object.path(RECORD).asText().equals(kind.ledgerName())
                : object.has("stac_version") && object.path("type").asText().equals(type);
    }

    /** Any object at all. */
    static StacEnvelope of(JsonNode object) {
        return object.has(RECORD)
                ? new StacEnvelope(
                        object.path(DOCUMENT), Pointers.member(Pointers.ROOT, DOCUMENT), source(object.path("source")))
                : new StacEnvelope(object, Pointers.ROOT, Optional.empty());
    }

    /** Nothing where it is not what the schema asks for. */
    static Optional<RecordSource> source(JsonNode source) {
        return StacParts.instant(source.path("retrieved_at"))
                .map(at -> new RecordSource(
                        text(source, "catalog"), text(source, "url"), at, optionalText(source, "etag")));
    }

    StacRules rules() {
        return new StacRules(document, pointer);
    }
}
