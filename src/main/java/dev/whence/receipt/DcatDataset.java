package dev.whence.receipt;

import java.util.Optional;

/**
 * A dataset's description in DCAT, as one document of RDF or in the JSON of DCAT-US.
 *
 * @param identifier what tells the dataset from others: its {@code dct:identifier}, else its IRI
 * @param mediaType of the body
 * @param body the description, as text
 * @param datasetVersion the version that it describes, where it names one
 * @param policyLabel as stated
 */
public record DcatDataset(
        String identifier,
        String mediaType,
        String body,
        Optional<DatasetVersionId> datasetVersion,
        Optional<PolicyLabel> policyLabel,
        Optional<RecordSource> source)
        implements CatalogRecord {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.DCAT_DATASET;
    }

    /** The short name where the identifier has one, so that the dataset's IRI tells which record describes it. */
    @Override
    public String subject() {
        return DatasetVersionId.slugOf(identifier);
    }
}
