package dev.whence.receive;

import dev.whence.ledger.Entry;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Ledger;
import dev.whence.receipt.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What a batch came to. Grows while the batch is decided; for the sequencer's thread. */
record Ordered(List<Accepted> accepted, List<Repeat> repeats, List<Refusal> refusals) {
    Ordered() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** A receipt that will be written, with the place it takes. */
    record Accepted(Sequencer.Waiting waiting, EntryDraft draft, OptionalLong supersedes) {}

    /** A receipt that was written before, or will be with this very batch. */
    record Repeat(Sequencer.Waiting waiting, long sequence) {}

    /** A receipt that cannot stand beside what is already there; why is asked when the batch is durable. */
    record Refusal(Sequencer.Waiting waiting, Supplier<Problem> problem) {}

    void refuse(Sequencer.Waiting waiting, Problem problem) {
        refusals.add(new Refusal(waiting, () -> problem));
    }

    List<EntryDraft> drafts() {
        return accepted.stream().map(Accepted::draft).toList();
    }

    /** Answers everybody; called when the batch is durable. */
    void complete(List<Entry> entries, Ledger ledger) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Sequencer.Waiting waiting = accepted.get(i).waiting();
            waiting.answer()
                    .complete(new Outcome.Recorded(
                            waiting.candidate().id(),
                            entry.sequence(),
                            entry.eventHash(),
                            entry.event().previousEventHash(),
                            waiting.candidate().warnings()));
        }
        for (Repeat repeat : repeats) {
            Entry entry = ledger.entry(repeat.sequence());
            repeat.waiting()
                    .answer()
                    .complete(new Outcome.Repeated(
                            entry.event().receiptId(),
                            repeat.sequence(),
                            entry.eventHash(),
                            entry.event().previousEventHash()));
        }
        refusals.forEach(refusal -> refusal.waiting()
                .answer()
                .complete(new Outcome.Refused(refusal.problem().get())));
    }
}
