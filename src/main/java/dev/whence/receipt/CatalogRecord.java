package dev.whence.receipt;

import java.util.Optional;

/**
 * What a catalog says of a dataset, or of how it was made: evidence like a receipt, and kept like one, but a claim about
 * runs that others have receipts of. A newer record of the same kind and subject supersedes the one before by itself.
 *
 * <p>Nothing of a record is in the public catalog because it is here; see {@link Publication}.
 */
public sealed interface CatalogRecord extends Receipt permits StacRecord, DcatDataset, ProvDocument {
    @Override
    default boolean tellsOfRun() {
        return false;
    }

    /** The version of a dataset that the record describes, where it names one. */
    Optional<DatasetVersionId> datasetVersion();

    /** Where it was harvested; nothing where somebody handed it in. */
    Optional<RecordSource> source();
}
