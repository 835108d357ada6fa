package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.ledger.Entry;
import dev.whence.ledger.LogProofs;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.ReceiptArchive;
import dev.whence.tlog.note.SignedCheckpoint;
import java.time.Duration;
import java.util.List;

/** {@code receipts.proof}: the proof that the log holds a receipt. */
final class ReceiptProofGet implements Work.Reading {
    static final Declaration DECLARATION = Declaration.reading(
            "receipts.proof", "Proves that the log holds a receipt, under a signed checkpoint", Scope.PROVENANCE_READ);

    private static final Duration CHECKPOINT_WAIT = Duration.ofSeconds(10);

    private final ReceiptArchive archive;
    private final LogProofs proofs;

    ReceiptProofGet(ReceiptArchive archive, LogProofs proofs) {
        this.archive = archive;
        this.proofs = proofs;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        Entry entry = ReceiptGet.entry(archive, invocation);
        SignedCheckpoint checkpoint = proofs.await(entry.sequence() + 1, CHECKPOINT_WAIT);
        ObjectNode json = ReceiptGet.place(entry);
        json.put("size", checkpoint.size())
                .put("root", checkpoint.checkpoint().root().base64());
        String proof = proofs.inclusions(List.of(entry.sequence()), checkpoint)
                .get(0)
                .file()
                .orElseThrow(() -> new IllegalStateException("a checkpoint that is signed proves"))
                .text();
        return json.put("proof", proof);
    }
}
