package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.access.Rights;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Event;
import dev.whence.ledger.Ledger;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Tombstone;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Decides, for a batch, what depends on other receipts: whether a receipt is a repeat, comes too late for what its sender
 * expects, conflicts with another, supersedes one that exists, and may follow those of its kind; and puts a receipt behind
 * the one that it supersedes. Only the sequencer calls it.
 */
final class Order {
    /** Stands for the id of a receipt that its sender may not see. */
    private static final String HIDDEN = "which you may not see";

    private final Ledger ledger;
    private final KnownReceipts known;
    private final KindRules rules;
    private final IdempotencyKeys keys;
    private final Standing standing;

    Order(Ledger ledger, KnownReceipts known, KindRules rules, IdempotencyKeys keys) {
        this.ledger = ledger;
        this.known = known;
        this.rules = rules;
        this.keys = keys;
        this.standing = new Standing(ledger, known);
    }

    /** A receipt that waits for one that may still come in the same batch, and what is said of it if none does. */
    private record Missing(Sequencer.Waiting waiting, Problem problem) {}

    Ordered decide(List<Sequencer.Waiting> batch) {
        Ordered ordered = new Ordered();
        List<Missing> missing = decideAll(batch, ordered);
        int open = batch.size();
        while (!missing.isEmpty() && missing.size() < open) {
            open = missing.size();
            missing = decideAll(missing.stream().map(Missing::waiting).toList(), ordered);
        }
        missing.forEach(late -> ordered.refuse(late.waiting(), late.problem()));
        return ordered;
    }

    private List<Missing> decideAll(List<Sequencer.Waiting> open, Ordered ordered) {
        List<Missing> missing = new ArrayList<>();
        for (Sequencer.Waiting waiting : open) {
            try {
                decide(waiting, ordered);
            } catch (RefusedException refused) {
                Problem problem = refused.problem();
                if (problem.type() == ProblemType.UNKNOWN_PREDECESSOR) {
                    missing.add(new Missing(waiting, problem));
                } else {
                    ordered.refuse(waiting, problem);
                }
            }
        }
        return missing;
    }

    private void decide(Sequencer.Waiting waiting, Ordered ordered) throws RefusedException {
        Candidate candidate = waiting.candidate();
        String organisation = candidate.submission().organisation();
        Receipt receipt = candidate.receipt();
        if (receipt instanceof AttachmentReceipt attachment) {
            requireNotErased(organisation, attachment.attachmentOf());
            decide(waiting, attachment, ordered);
            return;
        }
        if (receipt instanceof Tombstone tombstone) {
            decide(waiting, tombstone, ordered);
            return;
        }
        requireNotErased(organisation, candidate.id());
        OptionalLong repeated = known.sequenceOf(organisation, candidate.id().text());
        if (repeated.isPresent()) {
            ordered.repeats().add(new Ordered.Repeat(waiting, repeated.getAsLong()));
            return;
        }
        if (hasMoved(candidate.submission(), ordered)) {
            ordered.refusals().add(new Ordered.Refusal(waiting, chainMoved()));
            return;
        }
        standing.require(candidate);
        OptionalLong sameSubject =
                known.newest(organisation, receipt.kind(), ledger.blinding().blind(receipt.subject()));
        OptionalLong predecessor = isNextOfSeries(receipt, sameSubject, candidate.submission(), ordered)
                ? sameSubject
                : predecessor(candidate.submission(), receipt, ordered);
        if (sameSubject.isPresent() && !sameSubject.equals(predecessor)) {
            throw new RefusedException(
                    conflict(receipt.kind(), toldId(sameSubject.getAsLong(), candidate.submission(), ordered)));
        }
        if (receipt instanceof CatalogRecord record && predecessor.isPresent()) {
            RecordRule.requireSameSource(record, othersOf(predecessor.getAsLong(), ordered), ledger.blinding());
        }
        rules.check(candidate, sequence -> toldId(sequence, candidate.submission(), ordered));
        accept(waiting, predecessor, ordered);
    }

    /** Nobody replaces what it may not see: then it is a conflict, as with any other kind. */
    private boolean isNextOfSeries(Receipt receipt, OptionalLong sameSubject, Submission submission, Ordered ordered) {
        return receipt.kind().isSeries()
                && sameSubject.isPresent()
                && sees(submission, sameSubject.getAsLong(), ordered);
    }

    /** A receipt is erased once; whoever asks again is given the tombstone that is there. */
    private void decide(Sequencer.Waiting waiting, Tombstone tombstone, Ordered ordered) throws RefusedException {
        OptionalLong before = tombstoneOf(waiting.candidate().submission().organisation(), tombstone.erased());
        if (before.isPresent()) {
            ordered.repeats().add(new Ordered.Repeat(waiting, before.getAsLong()));
        } else {
            standing.require(waiting.candidate());
            accept(waiting, OptionalLong.empty(), ordered);
        }
    }

    private OptionalLong tombstoneOf(String organisation, ReceiptId id) {
        return known.newest(
                organisation, ReceiptKind.TOMBSTONE, ledger.blinding().blind(id.text()));
    }

    /** What was taken away does not come back by being handed in again, nor is anything attached to it. */
    private void requireNotErased(String organisation, ReceiptId id) throws RefusedException {
        if (known.anyErased() && tombstoneOf(organisation, id).isPresent()) {
            throw new RefusedException(
                    ProblemType.ERASED,
                    "The content of this receipt was erased, and is not taken in again; its tombstone says why.");
        }
    }

    /** Who was first decides: the same bytes of the same receipt are there, unless this is the next judgement of them. */
    private void decide(Sequencer.Waiting waiting, AttachmentReceipt attachment, Ordered ordered)
            throws RefusedException {
        Submission submission = waiting.candidate().submission();
        OptionalLong before = known.newest(
                submission.organisation(), attachment.kind(), ledger.blinding().blind(attachment.subject()));
        Optional<ReceiptId> id = before.isPresent() ? Optional.of(idOf(before.getAsLong(), ordered)) : Optional.empty();
        if (before.isPresent() && !attachment.replaces().equals(id)) {
            ordered.repeats().add(new Ordered.Repeat(waiting, before.getAsLong()));
        } else if (hasMoved(submission, ordered)) {
            ordered.refusals().add(new Ordered.Refusal(waiting, chainMoved()));
        } else {
            accept(waiting, before, ordered);
        }
    }

    /** What is in this batch has a hash that nobody can know yet, so whoever expects another one comes too late. */
    private boolean hasMoved(Submission submission, Ordered ordered) {
        Optional<String> expected = submission.expectedPrevious();
        return expected.isPresent()
                && (!ordered.accepted().isEmpty() || !expected.get().equals(newestEventHash()));
    }

    private String newestEventHash() {
        long size = ledger.size();
        return size == 0 ? Event.NO_PREVIOUS : ledger.entry(size - 1).eventHash();
    }

    /** Says the newest hash when it is known: when the batch is durable. */
    private Supplier<Problem> chainMoved() {
        return () -> {
            String message = "The ledger has moved on, and its newest event hash is " + newestEventHash()
                    + "; look at what came in between and send this again with that hash.";
            return Problem.of(
                    ProblemType.CHAIN_MOVED, message, List.of(new Violation("", "order:compare-and-set", message)));
        };
    }

    private OptionalLong predecessor(Submission submission, Receipt receipt, Ordered ordered) throws RefusedException {
        Optional<String> target = receipt.supersedes();
        if (target.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong predecessor = find(submission.organisation(), receipt, target.get());
        // Nobody replaces what it may not see, nor learns that it is there.
        if (predecessor.isEmpty() || !sees(submission, predecessor.getAsLong(), ordered)) {
            throw new RefusedException(unknownPredecessor(receipt));
        }
        if (known.successor(predecessor.getAsLong()).isPresent()) {
            throw new RefusedException(alreadySuperseded(predecessor.getAsLong(), submission, ordered));
        }
        return predecessor;
    }

    private void accept(Sequencer.Waiting waiting, OptionalLong predecessor, Ordered ordered) throws RefusedException {
        Candidate candidate = waiting.candidate();
        Receipt receipt = candidate.receipt();
        String organisation = candidate.submission().organisation();
        long sequence = ledger.size() + ordered.accepted().size();
        Optional<ReceiptId> supersedes =
                predecessor.isPresent() ? Optional.of(idOf(predecessor.getAsLong(), ordered)) : Optional.empty();
        EntryDraft draft =
                keys.complete(candidate.submission(), rules.complete(candidate, Drafts.of(candidate, supersedes)));
        ledger.check(draft);
        ordered.accepted().add(new Ordered.Accepted(waiting, draft, predecessor));
        String kind = receipt.kind().ledgerName();
        String subject = ledger.blinding().blind(receipt.subject());
        known.remember(sequence, organisation, kind, candidate.id().text(), subject);
        keys.remember(draft, sequence);
        rules.remember(kind, new KindRule.Seen(sequence, organisation, subject, draft.others()));
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

    private Map<String, JsonNode> othersOf(long sequence, Ordered ordered) {
        long place = sequence - ledger.size();
        return place >= 0
                ? ordered.accepted().get((int) place).draft().others()
                : ledger.entry(sequence).event().others();
    }

    private ReceiptId idOf(long sequence, Ordered ordered) {
        long place = sequence - ledger.size();
        return place >= 0
                ? ordered.accepted().get((int) place).waiting().candidate().id()
                : ledger.entry(sequence).event().receiptId();
    }

    private static boolean sees(Submission submission, Candidate candidate) {
        return submission
                .sight()
                .wouldSee(
                        new Rights(candidate.submission().organisation(), candidate.label(), candidate.embargoUntil()));
    }

    private boolean sees(Submission submission, long sequence, Ordered ordered) {
        long place = sequence - ledger.size();
        return place >= 0
                ? sees(submission, ordered.accepted().get((int) place).waiting().candidate())
                : submission.sight().sees(sequence);
    }

    /** A receipt's id, for those who may know it. */
    private Optional<ReceiptId> toldId(long sequence, Submission submission, Ordered ordered) {
        return sees(submission, sequence, ordered) ? Optional.of(idOf(sequence, ordered)) : Optional.empty();
    }

    private static Problem unknownPredecessor(Receipt receipt) {
        return Problem.of(
                ProblemType.UNKNOWN_PREDECESSOR,
                "The receipt supersedes one that is not here; send that one first.",
                List.of(new Violation(
                        "",
                        "order:predecessor",
                        "no " + receipt.kind().ledgerName()
                                + " receipt has the subject, id or path that this one supersedes")));
    }

    private Problem alreadySuperseded(long predecessor, Submission submission, Ordered ordered) {
        String newest = toldId(known.newestAfter(predecessor), submission, ordered)
                .map(ReceiptId::toString)
                .orElse(HIDDEN);
        return Problem.of(
                ProblemType.ALREADY_SUPERSEDED,
                "The receipt that this one supersedes was superseded before; supersede the newest, " + newest + ".",
                List.of(new Violation("", "order:successor", "the newest of the chain is " + newest)));
    }

    private static Problem conflict(ReceiptKind kind, Optional<ReceiptId> known) {
        String existing = known.map(ReceiptId::toString).orElse(HIDDEN);
        return Problem.of(
                ProblemType.CONFLICT,
                "A different receipt with this subject exists, " + existing + "; the ledger is append-only, so "
                        + wayOut(kind) + ".",
                List.of(new Violation("", "order:conflict", "the existing receipt is " + existing)));
    }

    private static String wayOut(ReceiptKind kind) {
        return switch (kind) {
            case EVENT -> "use another event_id";
            case ARTIFACT -> "register another version";
            case KNOWLEDGE_CHANGE -> "propose under another change_id, or move the change that is there";
            case OPERATION -> "name the newest state of the session in 'previous', or use another invocation_id";
            case INCIDENT -> "name it in 'supersedes_receipt' or use another incident_id";
            default -> "name it in 'supersedes_run_id' or use another subject";
        };
    }
}
