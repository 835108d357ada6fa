package dev.whence.harvest;

import dev.whence.receipt.Problem;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/** Where harvested records go: a ledger, here or behind a server. */
public interface Sink {
    /**
     * A record as it is handed in.
     *
     * @param place where it stood, for those who read what was refused
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by identity alone.
    record Offer(String place, ReceiptKind kind, byte[] envelope) {}

    /** What became of a record. */
    sealed interface Answer {
        /** It is there from now on. */
        record Taken() implements Answer {}

        /** It was there; nothing was written. */
        record Known() implements Answer {}

        /** It is not there, for every reason that the problem lists. */
        record Refused(Problem problem) implements Answer {}
    }

    /** Takes records in; each is told of once, when it is durable or refused. */
    void take(List<Offer> offers, BiConsumer<Offer, Answer> told) throws IOException, InterruptedException;

    /**
     * Ends a record that its source has no more; refused where the record as it stands is not from there.
     *
     * @param catalog where the source begins
     */
    Answer withdraw(RecordName record, String catalog, String reason) throws IOException, InterruptedException;
}
