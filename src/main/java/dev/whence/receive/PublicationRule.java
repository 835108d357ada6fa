package dev.whence.receive;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.Publication;
import dev.whence.receipt.ReceiptKind;

/** A publication says in its event line whether it is to be harvested as a dataset, for those who read no payload. */
final class PublicationRule implements KindRule {
    static final String DESCRIBED = "described";

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.PUBLICATION;
    }

    @Override
    public EntryDraft complete(Candidate candidate, EntryDraft draft) {
        return draft.saying(DESCRIBED, BooleanNode.valueOf(((Publication) candidate.receipt()).described()));
    }

    @Override
    public void remember(Seen entry) {
        // What is published is kept by the catalog: CatalogFeed.
    }
}
