package dev.whence.receive;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Erasure;
import dev.whence.receipt.ReceiptKind;

/** A tombstone names what it erases in its event line, for those who read no payload. */
final class TombstoneRule implements KindRule {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.TOMBSTONE;
    }

    @Override
    public EntryDraft complete(Candidate candidate, EntryDraft draft) {
        return draft.saying(Erasure.ERASES, TextNode.valueOf(candidate.receipt().subject()));
    }

    @Override
    public void remember(Seen entry) {
        // Which receipts were erased is known by their subjects, as of every kind.
    }
}
