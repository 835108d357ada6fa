package dev.whence.receive;

import dev.whence.attest.Attestations;
import dev.whence.attest.AttestedReceipt;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Log;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.Subject;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Violation;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Judges an attachment against the receipt that it belongs to, on the caller's thread: that receipt is in the ledger and
 * does not change. The same bytes are judged anew whenever they are handed in; where the verdict is the one that was
 * recorded, that is a repeat, and where it is another, an entry of its own replaces the former. Thread-safe.
 */
final class AttachmentJudge {
    private final Log log;
    private final LineageIndex index;
    private final EntryProjection projection;
    private final Iris iris;
    private final Attestations attestations;
    private final AttachmentMarks marks;
    private final UnaryOperator<String> blind;

    /** @param blind names a subject as {@link KnownReceipts} wants it */
    AttachmentJudge(ReadingRoom reading, Iris iris, Attestations attestations, UnaryOperator<String> blind) {
        this.log = reading.log();
        this.index = reading.index();
        this.projection = reading.projection();
        this.iris = iris;
        this.attestations = attestations;
        this.marks = reading.marks();
        this.blind = blind;
    }

    /** What is to be done with an attachment. */
    sealed interface Judged {
        /**
         * It is to be written.
         *
         * @param label the receipt's, as is its embargo's end
         * @param replaces the same attachment with another verdict
         */
        record Fresh(Verdict verdict, PolicyLabel label, Optional<Instant> embargoUntil, Optional<ReceiptId> replaces)
                implements Judged {}

        /** It is there, with this very verdict. */
        record Known(Outcome.Repeated outcome) implements Judged {}
    }

    /** @param submission says whose the receipt is, and what its sender sees */
    Judged judge(AttachmentReceipt attachment, Submission submission) throws RefusedException {
        Entry target = target(attachment, submission);
        Receipt receipt = projection.receipt(target).orElseThrow(AttachmentJudge::unknown);
        if (receipt instanceof AttachmentReceipt) {
            throw refused("attachment:of-attachment", "This is attached to an attachment; attach it to the receipt.");
        }
        PolicyLabel label = target.event().label();
        Verdict verdict = EventVerdict.kept(attestations.judge(attachment.bytes(), attested(target, receipt)), label);
        OptionalLong newest = marks.newest(target.sequence(), blind.apply(attachment.subject()));
        if (newest.isEmpty()) {
            requireRoom(target);
            return fresh(verdict, target, Optional.empty());
        }
        return again(log.entry(newest.getAsLong()), verdict, target);
    }

    private static Judged fresh(Verdict verdict, Entry target, Optional<ReceiptId> replaces) {
        return new Judged.Fresh(verdict, target.event().label(), target.event().embargoUntil(), replaces);
    }

    private Judged again(Entry before, Verdict verdict, Entry target) throws RefusedException {
        ReceiptId id = before.event().receiptId();
        if (EventVerdict.of(before.event()).filter(verdict::equals).isPresent()) {
            return new Judged.Known(new Outcome.Repeated(
                    id, before.sequence(), before.eventHash(), before.event().previousEventHash()));
        }
        requireRoom(target);
        return fresh(verdict, target, Optional.of(id));
    }

    private Entry target(AttachmentReceipt attachment, Submission submission) throws RefusedException {
        return index.snapshot()
                .find(iris.receipt(submission.organisation(), attachment.attachmentOf()))
                .filter(subject -> subject.type() == Subject.Type.RECEIPT)
                .filter(subject -> submission.sight().sees(subject.id()))
                .map(subject -> log.entry(subject.id()))
                .orElseThrow(AttachmentJudge::unknown);
    }

    private void requireRoom(Entry target) throws RefusedException {
        if (marks.isFull(target.sequence())) {
            throw refused(
                    "attachment:many",
                    "The receipt has " + AttachmentMarks.MOST + " attachments, and may have no more.");
        }
    }

    private AttestedReceipt attested(Entry target, Receipt receipt) throws RefusedException {
        byte[] received = projection.received(target).orElseThrow(AttachmentJudge::unknown);
        LineageFacts facts = projection.mapped(target, receipt).lineage();
        Set<Digest.WellFormed> names = new LinkedHashSet<>();
        names.add(Attestations.sha256(received));
        Digest.parse(target.event().receiptId().text()).ifPresent(names::add);
        return new AttestedReceipt(
                received,
                names,
                facts.generated().stream()
                        .flatMap(thing -> output(thing).stream())
                        .toList(),
                facts.used().stream().flatMap(thing -> digest(thing).stream()).collect(Collectors.toSet()),
                receipt instanceof RunReceipt run ? run.extras().signatureRef() : Optional.empty());
    }

    private Optional<AttestedReceipt.Output> output(LineageFacts.Thing thing) {
        String uri = thing.location().flatMap(this::name).orElse("");
        return digest(thing).map(digest -> new AttestedReceipt.Output(uri, digest));
    }

    /** A content's name is its digest. */
    private Optional<Digest.WellFormed> digest(LineageFacts.Thing thing) {
        return thing.content().flatMap(this::name).flatMap(Digest::parse);
    }

    private Optional<String> name(String minted) {
        return iris.read(minted).map(read -> read.names().get(0));
    }

    private static RefusedException unknown() {
        return new RefusedException(Problem.of(
                ProblemType.UNKNOWN_RECEIPT,
                "The receipt that this is attached to is not here; send that one first.",
                List.of(new Violation("/attachment_of", "attachment:receipt", "No receipt has this id."))));
    }

    private static RefusedException refused(String rule, String message) {
        return new RefusedException(Problem.of(
                ProblemType.SCHEMA_VIOLATION, message, List.of(new Violation("/attachment_of", rule, message))));
    }
}
