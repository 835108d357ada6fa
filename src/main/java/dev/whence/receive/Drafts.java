package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Payload;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
                candidate.embargoUntil(),
                Map.of(),
                Optional.empty(),
                new Payload(candidate.canonical().received(), MEDIA_TYPE),
                others(candidate),
                Map.of());
    }

    /** What was decided at intake and cannot be read from the payload. */
    private static Map<String, JsonNode> others(Candidate candidate) {
        Map<String, JsonNode> others = new TreeMap<>(EventWarnings.members(candidate.warnings()));
        if (candidate.receipt() instanceof AttachmentReceipt attachment) {
            candidate.verdict().ifPresent(verdict -> others.putAll(EventVerdict.members(attachment, verdict)));
        }
        return others;
    }
}
