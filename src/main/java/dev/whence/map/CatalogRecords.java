package dev.whence.map;

import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.DcatDataset;
import dev.whence.receipt.ProvDocument;
import dev.whence.receipt.StacCatalog;
import dev.whence.receipt.StacCollection;
import dev.whence.receipt.StacItem;

/** The mappers of catalog records, for a record by itself and for one that is published. */
final class CatalogRecords {
    private CatalogRecords() {}

    static void map(CatalogRecord record, Statements out) {
        if (record instanceof StacItem item) {
            new StacItemMapper().map(item, out);
        } else if (record instanceof StacCollection collection) {
            new StacCollectionMapper().map(collection, out);
        } else if (record instanceof StacCatalog catalog) {
            new StacCatalogMapper().map(catalog, out);
        } else if (record instanceof DcatDataset dataset) {
            new DcatDatasetMapper().map(dataset, out);
        } else if (record instanceof ProvDocument document) {
            new ProvDocumentMapper().map(document, out);
        } else {
            throw new IllegalArgumentException("no mapper for kind " + record.kind());
        }
    }
}
