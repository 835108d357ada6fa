package dev.whence.app;

import dev.whence.harvest.Sink;
import dev.whence.receipt.Problem;
import dev.whence.receipt.RecordName;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.RecordShelf;
import dev.whence.receive.Submission;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Judges harvested records as far as each decides it alone, and what would be withdrawn; keeps nothing. */
final class DrySink implements Sink {
    private final ReceiptIntake intake;
    private final RecordShelf shelf;

    DrySink(ReceiptIntake intake, RecordShelf shelf) {
        this.intake = intake;
        this.shelf = shelf;
    }

    @Override
    public void take(List<Offer> offers, BiConsumer<Offer, Answer> told) {
        for (Offer offer : offers) {
            Optional<Problem> problem = intake.problem(offer.envelope(), Submission.STRICT.as(offer.kind()));
            told.accept(offer, problem.<Answer>map(Answer.Refused::new).orElseGet(Answer.Taken::new));
        }
    }

    @Override
    public Answer withdraw(RecordName record, String catalog, String reason) {
        return LedgerSink.end(shelf, record, catalog, held -> new Answer.Taken());
    }
}
