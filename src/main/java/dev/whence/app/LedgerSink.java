package dev.whence.app;

import dev.whence.access.Sight;
import dev.whence.harvest.Sink;
import dev.whence.harvest.SourceName;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.BulkIntake;
import dev.whence.receive.Outcome;
import dev.whence.receive.RecordShelf;
import dev.whence.receive.Submission;
import dev.whence.validate.Leniency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Harvested records go into the ledger of an open data folder. */
final class LedgerSink implements Sink {
    private final Whence whence;
    private final Submission submission;

    LedgerSink(Whence whence, SourceName source) {
        this.whence = whence;
        this.submission = new Submission(Iris.DEFAULT_ORGANISATION, Leniency.STRICT)
                .with(Optional.of(submitter(source)), Optional.empty());
    }

    static String submitter(SourceName source) {
        return "harvest:" + source.text();
    }

    @Override
    public void take(List<Offer> offers, BiConsumer<Offer, Answer> told) {
        Map<String, Offer> byNumber = new HashMap<>();
        List<BulkIntake.Item> items = offers.stream()
                .map(offer -> {
                    String number = String.valueOf(byNumber.size());
                    byNumber.put(number, offer);
                    return new BulkIntake.Item(number, offer.envelope());
                })
                .toList();
        whence.bulk()
                .takeAll(
                        items.iterator(),
                        item -> submission.as(known(byNumber, item.source()).kind()),
                        result -> told.accept(known(byNumber, result.source()), answer(result.outcome())));
    }

    private static Offer known(Map<String, Offer> byNumber, String number) {
        return Optional.ofNullable(byNumber.get(number)).orElseThrow();
    }

    @Override
    public Answer withdraw(RecordName record, String catalog, String reason) {
        return end(
                whence.shelf(),
                record,
                catalog,
                held -> answer(Acknowledgement.await(whence.publisher().withdraw(held, reason, submission))));
    }

    /** How a record ends. */
    interface Ending {
        Answer of(RecordShelf.Held held) throws RefusedException;
    }

    /** Ends a record that its source has no more, where it stands and is from there. */
    static Answer end(RecordShelf shelf, RecordName record, String catalog, Ending ending) {
        Optional<RecordShelf.Held> held = shelf.seenBy(Sight.ALL).find(Iris.DEFAULT_ORGANISATION, record);
        if (held.isEmpty()) {
            // Somebody was quicker, here.
            return new Answer.Known();
        }
        try {
            held.get().requireHarvestedFrom(catalog);
            return ending.of(held.get());
        } catch (RefusedException refused) {
            return new Answer.Refused(refused.problem());
        }
    }

    static Answer answer(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return new Answer.Refused(refused.problem());
        }
        return outcome instanceof Outcome.Recorded ? new Answer.Taken() : new Answer.Known();
    }
}
