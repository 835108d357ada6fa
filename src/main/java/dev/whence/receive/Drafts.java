package dev.whence.receive;

import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Payload;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import java.util.Map;
import java.util.Optional;

/** Turns a judged receipt into what the ledger is handed. */
final class Drafts {
    private static final String MEDIA_TYPE = "application/json";

    private Drafts() {}

    static EntryDraft of(Candidate candidate, Optional<ReceiptId> supersedes) {
        Receipt receipt = candidate.receipt();
        return new EntryDraft(
                receipt.kind().ledgerName(),
                candidate.submission().organisation(),
                receipt.subject(),
                candidate.submission().submitter().or(receipt::principal),
                candidate.label(),
                candidate.id(),
                candidate.lenient(),
                supersedes,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                new Payload(candidate.canonical().received(), MEDIA_TYPE),
                EventWarnings.members(candidate.warnings()));
    }
}
