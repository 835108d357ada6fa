package dev.whence.receipt;

import java.util.Optional;

/** A record of STAC 1.0 or 1.1, of whichever of its three types. */
public sealed interface StacRecord extends CatalogRecord permits StacItem, StacCollection, StacCatalog {
    /** What the three types have in common, and the whole document. */
    StacDescription description();

    @Override
    default Optional<DatasetVersionId> datasetVersion() {
        return description().governance().datasetVersion();
    }

    @Override
    default Optional<RecordSource> source() {
        return description().governance().source();
    }

    @Override
    default Optional<PolicyLabel> policyLabel() {
        return description().governance().label();
    }
}
