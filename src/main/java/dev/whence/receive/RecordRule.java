package dev.whence.receive;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.ledger.Blinding;
import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.ReceiptKind;
import java.util.Optional;

/** A catalog record names the dataset version that it describes in its event line, for those who read no payload. */
final class RecordRule implements KindRule {
    /** The event line's member with the version's text, hidden where the label is not public. */
    static final String DATASET_VERSION = "dataset_version";

    private final ReceiptKind kind;
    private final Blinding blinding;

    RecordRule(ReceiptKind kind, Blinding blinding) {
        this.kind = kind;
        this.blinding = blinding;
    }

    @Override
    public ReceiptKind kind() {
        return kind;
    }

    @Override
    public EntryDraft complete(Candidate candidate, EntryDraft draft) {
        Optional<String> version =
                ((CatalogRecord) candidate.receipt()).datasetVersion().map(DatasetVersionId::text);
        return version.isEmpty()
                ? draft
                : draft.saying(
                        DATASET_VERSION,
                        TextNode.valueOf(candidate.label().isPublic() ? version.get() : blinding.blind(version.get())));
    }

    @Override
    public void remember(Seen entry) {
        // Where the records of a version lie is kept with those that are looked up: KindRecords.
    }
}
