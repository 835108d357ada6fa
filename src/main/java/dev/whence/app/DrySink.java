package dev.whence.app;

import dev.whence.harvest.Sink;
import dev.whence.receipt.Problem;
import dev.whence.receipt.RecordName;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.Submission;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Judges harvested records as far as each decides it alone, and keeps none. */
final class DrySink implements Sink {
    private final ReceiptIntake intake;

    DrySink(ReceiptIntake intake) {
        this.intake = intake;
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
        return new Answer.Taken();
    }
}
