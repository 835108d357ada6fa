package dev.whence.feed.stac;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.canonical.Sha256;
import dev.whence.catalog.Change;
import dev.whence.feed.PublishedRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A page of Items: what is on it is decided, and it is made while it is written, an Item at a time. */
public final class ItemPage {
    private static final int TAG_DIGITS = 32;
    private static final ObjectMapper JSON =
            new ObjectMapper(new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET));

    private final PublishedRecords records;
    private final StacDocuments documents;
    private final String organisation;
    private final Plan plan;

    /**
     * What is on it.
     *
     * @param matched how many Items all pages hold
     */
    record Plan(int matched, List<Change> changes, JsonNode links) {}

    ItemPage(PublishedRecords records, StacDocuments documents, String organisation, Plan plan) {
        this.records = records;
        this.documents = documents;
        this.organisation = organisation;
        this.plan = plan;
    }

    /** A strong validator, without quotation marks: equal tags mean equal bytes. */
    public String tag() {
        StringBuilder rests = new StringBuilder(StacApi.VERSION);
        rests.append('\n').append(organisation).append('\n').append(plan.matched());
        rests.append('\n').append(plan.links());
        plan.changes().forEach(change -> rests.append('\n').append(change.sequence()));
        return Sha256.hex(rests.toString().getBytes(StandardCharsets.UTF_8)).substring(0, TAG_DIGITS);
    }

    /** Writes a GeoJSON FeatureCollection. */
    public void writeTo(OutputStream out) throws IOException {
        int returned = 0;
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            for (Change change : plan.changes()) {
                Optional<? extends JsonNode> item =
                        records.read(organisation, change).flatMap(published -> documents.of(organisation, published));
                if (item.isPresent()) {
                    json.writeTree(item.get());
                    returned++;
                }
            }
            json.writeEndArray();
            json.writeFieldName("links");
            json.writeTree(plan.links());
            json.writeNumberField("numberMatched", plan.matched());
            json.writeNumberField("numberReturned", returned);
            json.writeEndObject();
        }
    }
}
