package dev.whence.validate;

import static dev.whence.validate.Members.optionalInstant;
import static dev.whence.validate.Members.optionalText;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.StacItem;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/** STAC Items (item-spec 1.0 and 1.1). */
final class StacItemReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.STAC_ITEM;
    }

    @Override
    public String telling() {
        return "stac_version with the type Feature, or the record " + kind().ledgerName();
    }

    @Override
    public boolean detects(JsonNode object) {
        return StacEnvelope.detects(object, kind(), "Feature");
    }

    @Override
    public List<Violation> check(JsonNode object) {
        return StacEnvelope.of(object).rules().item().violations();
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        StacEnvelope envelope = StacEnvelope.of(object);
        JsonNode item = envelope.document();
        JsonNode properties = item.path("properties");
        return new StacItem(
                StacParts.description(item, properties, envelope.source()),
                optionalText(item, "collection"),
                Optional.of(item.path("geometry")).filter(JsonNode::isObject).map(GeoJson::read),
                StacParts.bbox(item.path("bbox")),
                optionalInstant(properties, "datetime"),
                optionalInstant(properties, "start_datetime"),
                optionalInstant(properties, "end_datetime"),
                StacParts.processing(properties));
    }
}
