package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.Sha256;
import dev.whence.canonical.StrictJson;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Log;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.Outcome;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.Submission;
import java.util.Optional;

/** Where records are written, and read back. Thread-safe. */
public final class Ledgers {
    /** A record was judged when it came in; limits set lower since then must not make it unreadable. */
    private static final JsonLimits NO_LIMITS = new JsonLimits(Integer.MAX_VALUE - 16, 500);

    private final ReceiptIntake intake;
    private final Log log;

    public Ledgers(ReceiptIntake intake, Log log) {
        this.intake = intake;
        this.log = log;
    }

    /** What a call with an idempotency key is to be answered before anything is done; nothing where it is a new one. */
    Optional<Outcome> earlier(Submission submission) {
        return intake.earlier(submission);
    }

    /** Appends a record; returns when it is on the disk, or refused. */
    Outcome append(ObjectNode document, Submission submission) throws RefusedException {
        return Acknowledgement.await(intake.take(Jcs.canonicalize(document), submission));
    }

    /** The id that a record has, or will have. */
    static ReceiptId idOf(ObjectNode document) {
        return new ReceiptId(Sha256.hex(Jcs.canonicalize(document)));
    }

    /** The record of an entry; nothing where its content was erased. */
    Optional<Work.Recorded> record(long sequence) {
        Entry entry = log.entry(sequence);
        return log.payload(entry)
                .map(Ledgers::parse)
                .filter(JsonNode::isObject)
                .map(tree ->
                        new Work.Recorded(entry.event().org(), entry.event().receiptId(), (ObjectNode) tree));
    }

    private static JsonNode parse(byte[] payload) {
        try {
            return StrictJson.parse(payload, NO_LIMITS);
        } catch (RefusedException impossible) {
            throw new IllegalStateException("a record in the ledger is not JSON any more", impossible);
        }
    }
}
