package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Bbox;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.StacCollection;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/** STAC Collections (collection-spec 1.0 and 1.1). */
final class StacCollectionReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.STAC_COLLECTION;
    }

    @Override
    public String telling() {
        return "stac_version with the type Collection, or the record " + kind().ledgerName();
    }

    @Override
    public boolean detects(JsonNode object) {
        return StacEnvelope.detects(object, kind(), "Collection");
    }

    @Override
    public List<Violation> check(JsonNode object) {
        return StacEnvelope.of(object).rules().collection().violations();
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        StacEnvelope envelope = StacEnvelope.of(object);
        JsonNode collection = envelope.document();
        JsonNode extent = collection.path("extent");
        JsonNode interval = extent.path("temporal").path("interval").path(0);
        Optional<Bbox> box = StacParts.bbox(extent.path("spatial").path("bbox").path(0));
        return new StacCollection(
                StacParts.description(collection, collection, envelope.source()),
                box,
                StacParts.instant(interval.path(0)),
                StacParts.instant(interval.path(1)));
    }
}
