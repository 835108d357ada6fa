package dev.whence.ledger;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.proof.TlogProof;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a proof shows of a receipt, to somebody who has the receipt's file, the proof and a key, and nothing else.
 *
 * @param checkpoint that covers the receipt; it is signed as the trust demands
 * @param event what the ledger says of the receipt
 * @param leaf the entry's hash in the log
 */
public record ReceiptProof(Checkpoint checkpoint, Event event, Hash leaf) {
    /** The log may hold longer ones than we would take in. */
    private static final JsonLimits LIMITS = new JsonLimits(64 << 20, 64);

    /**
     * Checks a receipt against its proof.
     *
     * @param receipt its bytes, as they were received
     * @throws RefusedException with the first reason why the proof does not show that the log has this receipt
     */
    public static ReceiptProof verify(TlogProof proof, byte[] receipt, CheckpointTrust trust) throws RefusedException {
        byte[] line = proof.extraBytes()
                .orElseThrow(
                        () -> refused("This proof has no event line in 'extra', so it is not one of a receipt. Where"
                                + " the log's entry is the file itself, say --entry instead of --receipt."));
        Event event = event(line);
        if (event.sequence() != proof.index()) {
            throw refused("The event line is that of entry " + event.sequence() + ", the proof is for entry "
                    + proof.index() + ".");
        }
        Checkpoint checkpoint = proof.open(trust);
        Optional<ReceiptId> id = idOf(receipt);
        if (id.isPresent() && !id.get().equals(event.receiptId())) {
            throw refused(
                    "This is another receipt: the file's id is " + id.get().text() + ", the proof is for "
                            + event.receiptId().text() + ".");
        }
        Optional<Hash> leaf = leaf(event, line, receipt);
        if (leaf.isEmpty() || !proof.leadsTo(checkpoint, leaf.get())) {
            throw new Reason(proof, checkpoint, event, line).why(receipt, id.isPresent());
        }
        return new ReceiptProof(checkpoint, event, leaf.get());
    }

    private static Event event(byte[] line) throws RefusedException {
        try {
            return EventLine.read(line);
        } catch (MalformedEntryException e) {
            throw refused("The proof's extra data is not an event line: " + e.getMessage() + ".");
        }
    }

    /** Nothing where the file is not strict JSON; then its bytes decide alone. */
    private static Optional<ReceiptId> idOf(byte[] receipt) {
        try {
            return Optional.of(CanonicalReceipt.of(receipt, LIMITS).id());
        } catch (RefusedException notStrict) {
            return Optional.empty();
        }
    }

    /** The entry's hash; nothing where the entry names other bytes than these, which lie beside the log. */
    private static Optional<Hash> leaf(Event event, byte[] line, byte[] receipt) {
        Optional<PayloadRef> beside = event.payloadRef();
        if (beside.isEmpty()) {
            return Optional.of(leaf(line, receipt));
        }
        return BlobStore.isIntact(beside.get(), receipt) ? Optional.of(leaf(line, new byte[0])) : Optional.empty();
    }

    private static Hash leaf(byte[] line, byte[] payload) {
        byte[] entry = Arrays.copyOf(line, line.length + 1 + payload.length);
        entry[line.length] = Entry.LINE_END;
        System.arraycopy(payload, 0, entry, line.length + 1, payload.length);
        return TreeHasher.leaf(entry);
    }

    private static RefusedException refused(String detail) {
        return new RefusedException(ProblemType.PROOF_REFUSED, detail);
    }

    /** Finds words for a proof that does not fit its file: what people most often did to one of the two. */
    private record Reason(TlogProof proof, Checkpoint checkpoint, Event event, byte[] line) {

        /** @param same whether the file has the canonical form of the receipt that was kept */
        RefusedException why(byte[] receipt, boolean same) {
            if (same && (event.payloadRef().isPresent() || isNearMiss(receipt))) {
                return refused("The file is the same receipt in other bytes: it has the same canonical form, but the"
                        + " ledger keeps a receipt exactly as it was received, with its spaces and line ends. Get those"
                        + " bytes: GET /receipts/" + event.receiptId().text() + ".");
            }
            if (same) {
                return refused("The proof does not hold: this leads to another root than the one that is signed. Either"
                        + " the file is the same receipt in other bytes (it has the same canonical form, but spaces or"
                        + " line ends differ from those received), or the proof was changed.");
            }
            return refused(
                    "The proof does not hold: this leads to another root than the one that is signed. The file is"
                            + " not the receipt that was received, or the proof was changed.");
        }

        /** Whether the proof holds for what the file was before an editor or a formatter touched it. */
        private boolean isNearMiss(byte[] receipt) {
            return variants(receipt).stream().anyMatch(variant -> proof.leadsTo(checkpoint, leaf(line, variant)));
        }

        private static List<byte[]> variants(byte[] receipt) {
            byte[] longer = Arrays.copyOf(receipt, receipt.length + 1);
            longer[receipt.length] = '\n';
            int end = receipt.length;
            while (end > 0 && Character.isWhitespace(receipt[end - 1])) {
                end--;
            }
            byte[] shorter = Arrays.copyOf(receipt, end);
            try {
                return List.of(
                        longer, shorter, CanonicalReceipt.of(receipt, LIMITS).canonical());
            } catch (RefusedException notStrict) {
                return List.of(longer, shorter);
            }
        }
    }
}
