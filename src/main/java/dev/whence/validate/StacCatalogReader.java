package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.StacCatalog;
import dev.whence.receipt.Violation;
import java.util.List;

/** STAC Catalogs (catalog-spec 1.0 and 1.1). */
final class StacCatalogReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.STAC_CATALOG;
    }

    @Override
    public String telling() {
        return "stac_version with the type Catalog, or the record " + kind().ledgerName();
    }

    @Override
    public boolean detects(JsonNode object) {
        return StacEnvelope.detects(object, kind(), "Catalog");
    }

    @Override
    public List<Violation> check(JsonNode object) {
        return StacEnvelope.of(object).rules().catalog().violations();
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        StacEnvelope envelope = StacEnvelope.of(object);
        return new StacCatalog(StacParts.description(envelope.document(), envelope.document(), envelope.source()));
    }
}
