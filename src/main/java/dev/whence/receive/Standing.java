package dev.whence.receive;

import dev.whence.ledger.Ledger;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Withdrawal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks again at what whoever publishes, withdraws or erases a catalog record has seen of it: in between others may have
 * done the same, and what was ended must not be shown after all. Only the sequencer calls it.
 */
final class Standing {
    private final Ledger ledger;
    private final KnownReceipts known;

    Standing(Ledger ledger, KnownReceipts known) {
        this.ledger = ledger;
        this.known = known;
    }

    /** @throws RefusedException {@code ALREADY_SUPERSEDED} where something came in between; a new look knows it */
    void require(Candidate candidate) throws RefusedException {
        Submission submission = candidate.submission();
        Optional<Presumption> presumed = submission.presumption();
        if (presumed.isPresent() && !holds(presumed.get(), submission.organisation())) {
            throw overtaken("The record was published, replaced, withdrawn or erased in between");
        }
        if (isSecretEndOfPublic(candidate.receipt(), candidate, submission.organisation())) {
            throw overtaken("The record was published in between, so that its end has to be public too");
        }
    }

    private boolean holds(Presumption presumed, String organisation) {
        if (presumed instanceof Presumption.Stands stands) {
            return isThere(stands.record(), organisation)
                    && isThere(stands.promotion(), organisation)
                    && newest(organisation, ReceiptKind.WITHDRAWAL, stands.name()) < stands.record();
        }
        Presumption.NotPublishedSince since = (Presumption.NotPublishedSince) presumed;
        return newest(organisation, ReceiptKind.PUBLICATION, since.name()) < since.size();
    }

    /** Neither replaced nor erased. */
    private boolean isThere(long sequence, String organisation) {
        String id = ledger.entry(sequence).event().receiptId().text();
        return known.successor(sequence).isEmpty()
                && known.newest(
                                organisation,
                                ReceiptKind.TOMBSTONE,
                                ledger.blinding().blind(id))
                        .isEmpty();
    }

    private boolean isSecretEndOfPublic(Receipt receipt, Candidate candidate, String organisation) {
        return receipt instanceof Withdrawal withdrawal
                && !candidate.label().isPublic()
                && newest(organisation, ReceiptKind.PUBLICATION, withdrawal.record())
                        > newest(organisation, ReceiptKind.WITHDRAWAL, withdrawal.record());
    }

    /** Its place; -1 where there is none. */
    private long newest(String organisation, ReceiptKind kind, RecordName name) {
        OptionalLong newest = known.newest(organisation, kind, ledger.blinding().blind(name.text()));
        return newest.orElse(-1);
    }

    private static RefusedException overtaken(String what) {
        return new RefusedException(ProblemType.ALREADY_SUPERSEDED, what + "; ask again, and that is known.");
    }
}
