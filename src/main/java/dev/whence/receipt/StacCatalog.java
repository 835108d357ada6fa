package dev.whence.receipt;

/** A STAC Catalog (catalog-spec 1.0 and 1.1): what others are listed in. */
public record StacCatalog(StacDescription description) implements StacRecord {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.STAC_CATALOG;
    }

    @Override
    public String subject() {
        return description.id();
    }
}
