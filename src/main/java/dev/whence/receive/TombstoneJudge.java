package dev.whence.receive;

import dev.whence.ledger.Entry;
import dev.whence.ledger.Erasure;
import dev.whence.ledger.Log;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Tombstone;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.OptionalLong;

/** Judges whether what a tombstone names can be taken away. Thread-safe. */
final class TombstoneJudge {
    private final Log log;
    private final KnownReceipts known;

    TombstoneJudge(Log log, KnownReceipts known) {
        this.log = log;
        this.known = known;
    }

    /**
     * The label of a tombstone: whoever may see the receipt may know that it was erased, and nobody else.
     *
     * @throws RefusedException where the receipt is not there, or its content cannot be taken away
     */
    Labelled judge(Tombstone tombstone, Submission submission) throws RefusedException {
        OptionalLong sequence =
                known.sequenceOf(submission.organisation(), tombstone.erased().text());
        if (sequence.isEmpty() || sequence.getAsLong() >= log.size()) {
            throw new RefusedException(ProblemType.UNKNOWN_RECEIPT, "There is no such receipt to be erased.");
        }
        Entry entry = log.entry(sequence.getAsLong());
        requireErasable(entry);
        return new Labelled(entry.event().label(), entry.event().embargoUntil());
    }

    /** Whether its content lies beside the log, and can be taken away. */
    static boolean isErasable(Entry entry) {
        return entry.event().payloadRef().isPresent();
    }

    private static void requireErasable(Entry entry) throws RefusedException {
        if (entry.event().kind().equals(Erasure.KIND)) {
            throw refused("A tombstone stays: it is what is left of the receipt that it names.");
        }
        if (!isErasable(entry)) {
            throw refused("This receipt lies in the log itself, whose entries cannot change: public receipts up to "
                    + Entry.MOST_INLINE_BYTES + " bytes do. Supersede it instead.");
        }
    }

    private static RefusedException refused(String message) {
        return new RefusedException(
                Problem.of(ProblemType.NOT_ERASABLE, message, List.of(new Violation("", "erase:inline", message))));
    }
}
