package dev.whence.receipt;

import java.util.Optional;

/**
 * How something was made, as a document of PROV beside it.
 *
 * @param identifier what tells it from others
 * @param mediaType of the body; PROV-JSON goes as JSON-LD
 * @param body the document, as text
 * @param datasetVersion the version whose making it tells of, where it names one
 * @param policyLabel as stated
 */
public record ProvDocument(
        String identifier,
        String mediaType,
        String body,
        Optional<DatasetVersionId> datasetVersion,
        Optional<PolicyLabel> policyLabel,
        Optional<RecordSource> source)
        implements CatalogRecord {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.PROV_DOCUMENT;
    }

    @Override
    public String subject() {
        return identifier;
    }
}
