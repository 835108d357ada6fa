package dev.whence.receive;

import dev.whence.ledger.Entry;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Ledger;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides, for a batch, what depends on other receipts: whether a receipt is a repeat, conflicts with another, or
 * supersedes one that exists; and puts a receipt behind the one that it supersedes. Only the sequencer calls it.
 */
final class Order {
    private final Ledger ledger;
    private final KnownReceipts known;

    Order(Ledger ledger, KnownReceipts known) {
        this.ledger = ledger;
        this.known = known;
    }

    /** A receipt that will be written, with the place it takes. */
    record Accepted(Sequencer.Waiting waiting, EntryDraft draft, OptionalLong supersedes) {}

    /** A receipt that was written before, or will be with this very batch. */
    record Repeat(Sequencer.Waiting waiting, long sequence) {}

    /** What a batch came to. */
    record Ordered(List<Accepted> accepted, List<Repeat> repeats, List<Refusal> refusals) {
        List<EntryDraft> drafts() {
            return accepted.stream().map(Accepted::draft).toList();
        }

        /** Answers everybody; called when the batch is durable. */
        void complete(List<Entry> entries, Ledger ledger) {
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                Candidate candidate = accepted.get(i).waiting().candidate();
                accepted.get(i)
                        .waiting()
                        .answer()
                        .complete(new Outcome.Recorded(
                                candidate.id(), entry.sequence(), entry.eventHash(), candidate.warnings()));
            }
            for (Repeat repeat : repeats) {
                Entry entry = ledger.entry(repeat.sequence());
                repeat.waiting()
                        .answer()
                        .complete(new Outcome.Repeated(
                                repeat.waiting().candidate().id(), repeat.sequence(), entry.eventHash()));
            }
            refusals.forEach(refusal -> refusal.waiting().answer().complete(new Outcome.Refused(refusal.problem())));
        }
    }

    /** A receipt that cannot stand beside what is already there. */
    record Refusal(Sequencer.Waiting waiting, Problem problem) {}

    /** What was decided of one receipt; an unknown predecessor may still come in the same batch. */
    private enum Step {
        DECIDED,
        PREDECESSOR_UNKNOWN
    }

    Ordered decide(List<Sequencer.Waiting> batch) {
        Ordered ordered = new Ordered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Sequencer.Waiting> open = batch;
        boolean moved = true;
        while (!open.isEmpty() && moved) {
            List<Sequencer.Waiting> later = new ArrayList<>();
            for (Sequencer.Waiting waiting : open) {
                if (decide(waiting, ordered) == Step.PREDECESSOR_UNKNOWN) {
                    later.add(waiting);
                }
            }
            moved = later.size() < open.size();
            open = later;
        }
        open.forEach(waiting -> ordered.refusals().add(new Refusal(waiting, unknownPredecessor(waiting))));
        return ordered;
    }

    private Step decide(Sequencer.Waiting waiting, Ordered ordered) {
        Candidate candidate = waiting.candidate();
        String organisation = candidate.submission().organisation();
        Receipt receipt = candidate.receipt();
        OptionalLong repeated = known.sequenceOf(organisation, candidate.id().text());
        if (repeated.isPresent()) {
            ordered.repeats().add(new Repeat(waiting, repeated.getAsLong()));
            return Step.DECIDED;
        }
        Optional<String> target = receipt.supersedes();
        OptionalLong predecessor = target.isEmpty() ? OptionalLong.empty() : find(organisation, receipt, target.get());
        if (target.isPresent() && predecessor.isEmpty()) {
            return Step.PREDECESSOR_UNKNOWN;
        }
        if (predecessor.isPresent() && known.successor(predecessor.getAsLong()).isPresent()) {
            ordered.refusals().add(new Refusal(waiting, alreadySuperseded(predecessor.getAsLong(), ordered)));
            return Step.DECIDED;
        }
        OptionalLong sameSubject =
                known.newest(organisation, receipt.kind(), ledger.blinding().blind(receipt.subject()));
        if (sameSubject.isPresent() && !sameSubject.equals(predecessor)) {
            ordered.refusals().add(new Refusal(waiting, conflict(sameSubject.getAsLong(), ordered)));
            return Step.DECIDED;
        }
        accept(waiting, predecessor, ordered);
        return Step.DECIDED;
    }

    private void accept(Sequencer.Waiting waiting, OptionalLong predecessor, Ordered ordered) {
        Candidate candidate = waiting.candidate();
        Receipt receipt = candidate.receipt();
        long sequence = ledger.size() + ordered.accepted().size();
        Optional<ReceiptId> supersedes =
                predecessor.isPresent() ? Optional.of(idOf(predecessor.getAsLong(), ordered)) : Optional.empty();
        EntryDraft draft = Drafts.of(candidate, supersedes);
        try {
            ledger.check(draft);
        } catch (RefusedException tooLong) {
            ordered.refusals().add(new Refusal(waiting, tooLong.problem()));
            return;
        }
        ordered.accepted().add(new Accepted(waiting, draft, predecessor));
        known.remember(
                sequence,
                candidate.submission().organisation(),
                receipt.kind().ledgerName(),
                candidate.id().text(),
                ledger.blinding().blind(receipt.subject()));
        predecessor.ifPresent(superseded -> known.rememberSuccessor(superseded, sequence));
    }

    /** By receipt id, by subject, or by a path whose last part is the subject. */
    private OptionalLong find(String organisation, Receipt receipt, String target) {
        OptionalLong byId =
                ReceiptId.parse(target).isPresent() ? known.sequenceOf(organisation, target) : OptionalLong.empty();
        if (byId.isPresent()) {
            return byId;
        }
        for (String subject : SubjectNames.meantBy(target)) {
            OptionalLong found =
                    known.newest(organisation, receipt.kind(), ledger.blinding().blind(subject));
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    private ReceiptId idOf(long sequence, Ordered ordered) {
        long place = sequence - ledger.size();
        return place >= 0
                ? ordered.accepted().get((int) place).waiting().candidate().id()
                : ledger.entry(sequence).event().receiptId();
    }

    private static Problem unknownPredecessor(Sequencer.Waiting waiting) {
        return Problem.of(
                ProblemType.UNKNOWN_PREDECESSOR,
                "The receipt supersedes one that is not here; send that one first.",
                List.of(new Violation(
                        "",
                        "order:predecessor",
                        "no " + waiting.candidate().receipt().kind().ledgerName()
                                + " receipt has the subject, id or path that this one supersedes")));
    }

    private Problem alreadySuperseded(long predecessor, Ordered ordered) {
        ReceiptId newest = idOf(known.newestAfter(predecessor), ordered);
        return Problem.of(
                ProblemType.ALREADY_SUPERSEDED,
                "The receipt that this one supersedes was superseded before; supersede the newest, " + newest + ".",
                List.of(new Violation("", "order:successor", "the newest of the chain is " + newest)));
    }

    private Problem conflict(long other, Ordered ordered) {
        ReceiptId existing = idOf(other, ordered);
        return Problem.of(
                ProblemType.CONFLICT,
                "A different receipt with this subject exists, " + existing
                        + "; the ledger is append-only, so name it in 'supersedes_run_id' or use another subject.",
                List.of(new Violation("", "order:conflict", "the existing receipt is " + existing)));
    }
}
