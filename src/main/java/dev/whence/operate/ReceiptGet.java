package dev.whence.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Event;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.ReceiptArchive;

/** {@code receipts.get}: a receipt with its place in the ledger. */
final class ReceiptGet implements Work.Reading {
    static final Declaration DECLARATION =
            Declaration.reading("receipts.get", "Gives a receipt and its place in the ledger", Scope.PROVENANCE_READ);

    private final ReceiptArchive archive;
    private final Ledgers ledgers;

    ReceiptGet(ReceiptArchive archive, Ledgers ledgers) {
        this.archive = archive;
        this.ledgers = ledgers;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        Entry entry = entry(archive, invocation);
        Work.Recorded recorded = ledgers.record(entry.sequence()).orElseThrow(ReceiptGet::unknown);
        Event event = entry.event();
        ObjectNode json = place(entry);
        json.put("time", event.time().toString()).put("kind", event.kind());
        json.put("organisation", event.org()).put("policy_label", event.label().text());
        json.set("receipt", recorded.document());
        return json;
    }

    static ObjectNode place(Entry entry) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("receipt_id", entry.event().receiptId().text())
                .put("sequence", entry.sequence())
                .put("event_hash", entry.eventHash())
                .put("prev_event_hash", entry.event().previousEventHash());
    }

    /** The entry of the receipt that the input names; one that the caller may not see is not there. */
    static Entry entry(ReceiptArchive archive, Invocation invocation) throws RefusedException {
        return ReceiptId.parse(invocation.text("receipt_id", ""))
                .flatMap(id -> archive.seenBy(invocation.sight()).entry(invocation.organisation(), id))
                .orElseThrow(ReceiptGet::unknown);
    }

    static RefusedException unknown() {
        return new RefusedException(ProblemType.NOT_FOUND, "There is no such receipt.");
    }
}
