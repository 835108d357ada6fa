package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.map.RoundTrip;
import dev.whence.policy.PolicyChecks;
import dev.whence.policy.PolicyReport;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Tombstone;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Violation;
import dev.whence.receipt.Warning;
import dev.whence.validate.ReceiptValidator;
import dev.whence.validate.ValidReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole path of a receipt: canonical → validate → policy → map → shape on the caller's thread, then ledger and
 * store behind the {@link Sequencer}. Thread-safe.
 */
public final class ReceiptIntake {
    private static final Logger log = LoggerFactory.getLogger(ReceiptIntake.class);

    /** Of what Whence writes itself, not of what a caller may send. */
    private static final JsonLimits OWN_LIMITS = new JsonLimits(64 << 20, 80);

    private final IntakeSettings settings;
    private final Stations stations;
    private final AttachmentJudge attachments;
    private final TombstoneJudge tombstones;
    private final Optional<IdempotencyKeys> keys;
    private final Writer writer;

    /** The pure stations, each thread-safe. */
    record Stations(
            ReceiptValidator validator,
            PolicyChecks policy,
            ReceiptMapper mapper,
            LazyShapes shapes,
            StationClock clock) {}

    /** @param keys absent where nothing is written */
    ReceiptIntake(
            IntakeSettings settings,
            Stations stations,
            AttachmentJudge attachments,
            TombstoneJudge tombstones,
            Optional<IdempotencyKeys> keys,
            Writer writer) {
        this.settings = settings;
        this.stations = stations;
        this.attachments = attachments;
        this.tombstones = tombstones;
        this.keys = keys;
        this.writer = writer;
    }

    /**
     * Takes in one receipt. A request with an idempotency key that was answered before is answered from what it wrote
     * then, without a look at what else it says.
     *
     * @param received the bytes as they came; they are what the ledger keeps
     * @return completes when the receipt is durable, or refused; never exceptionally
     */
    public CompletableFuture<Outcome> take(byte[] received, Submission submission) {
        return handIn(judgement(received, submission), writer::submit);
    }

    /**
     * What a request with an idempotency key is to be answered, where that is known before anything is done: what was
     * answered before, or why it may not be done now. Nothing where it is a new one, or has no key.
     */
    public Optional<Outcome> earlier(Submission submission) {
        return keys.flatMap(known -> known.earlier(submission));
    }

    /** What is wrong with a receipt, as far as the receipt alone decides it; nothing is taken in. */
    public Optional<Problem> problem(byte[] received, Submission submission) {
        return judged(received, submission) instanceof Judgement.Bad bad
                ? Optional.of(bad.problem())
                : Optional.empty();
    }

    /** What judging came to: a candidate, or why there is none. */
    sealed interface Judgement {
        /** It may be written. */
        record Good(Candidate candidate) implements Judgement {}

        /** What became of it is known before the sequencer's turn: it is there already, or its key is taken. */
        record Known(Outcome outcome) implements Judgement {}

        /** It may not. */
        record Bad(Problem problem) implements Judgement {}
    }

    /** Holds the idempotency key from here until {@link #handIn} has its outcome. */
    Judgement judgement(byte[] received, Submission submission) {
        Optional<Outcome> instead = keys.flatMap(known -> known.begin(submission));
        if (instead.isPresent()) {
            return new Judgement.Known(instead.get());
        }
        boolean goesOn = false;
        try {
            Judgement judgement = judged(received, submission);
            goesOn = judgement instanceof Judgement.Good;
            return judgement;
        } finally {
            if (!goesOn) {
                end(submission);
            }
        }
    }

    private void end(Submission submission) {
        keys.ifPresent(known -> known.end(submission));
    }

    /** A fault of ours on one receipt must not cost the many that come with it: it refuses that one. */
    private Judgement judged(byte[] received, Submission submission) {
        Optional<Problem> closed = writer.closed();
        if (closed.isPresent()) {
            return new Judgement.Bad(closed.get());
        }
        try {
            return judge(received, submission);
        } catch (RefusedException refused) {
            return new Judgement.Bad(refused.problem());
        } catch (RuntimeException fault) {
            log.error("judging a receipt met a fault", fault);
            return new Judgement.Bad(Problem.of(
                    ProblemType.FAULT, "Judging this receipt met a fault of Whence's own; its log has the details."));
        }
    }

    /** Waits for a place in the queue: for senders who have all their receipts at hand. */
    CompletableFuture<Outcome> takePatiently(Judgement judgement) {
        return handIn(judgement, writer::submitPatiently);
    }

    /** Whoever waits is told when the key is free again, so that the same request, sent at once, is not under way. */
    private CompletableFuture<Outcome> handIn(
            Judgement judgement, Function<Candidate, CompletableFuture<Outcome>> write) {
        if (!(judgement instanceof Judgement.Good good)) {
            return decided(judgement);
        }
        Submission submission = good.candidate().submission();
        CompletableFuture<Outcome> outcome = write.apply(good.candidate());
        return submission.key().isEmpty() ? outcome : outcome.whenComplete((done, fault) -> end(submission));
    }

    /** Nothing is to be written. */
    private static CompletableFuture<Outcome> decided(Judgement judgement) {
        return CompletableFuture.completedFuture(
                judgement instanceof Judgement.Known known
                        ? known.outcome()
                        : new Outcome.Refused(((Judgement.Bad) judgement).problem()));
    }

    /** Everything that the receipt alone decides, and for an attachment the receipt that it belongs to. */
    private Judgement judge(byte[] received, Submission submission) throws RefusedException {
        Read read = read(received, submission);
        requireOwn(read.valid().receipt().kind(), submission);
        if (read.valid().receipt() instanceof Tombstone tombstone) {
            Labelled label = tombstones.judge(tombstone, submission);
            return new Judgement.Good(candidate(read, submission, label, Optional.empty()));
        }
        if (!(read.valid().receipt() instanceof AttachmentReceipt attachment)) {
            Labelled label = settings.labels().of(read.valid().receipt(), submission.organisation());
            return new Judgement.Good(candidate(read, submission, label, Optional.empty()));
        }
        AttachmentJudge.Judged judged = attachments.judge(attachment, submission);
        if (judged instanceof AttachmentJudge.Judged.Known known) {
            return new Judgement.Known(known.outcome());
        }
        AttachmentJudge.Judged.Fresh fresh = (AttachmentJudge.Judged.Fresh) judged;
        Read kept = fresh.replaces().equals(attachment.replaces())
                ? read
                : read(AttachmentDocument.of(attachment, fresh.replaces()), submission);
        return new Judgement.Good(candidate(
                kept, submission, new Labelled(fresh.label(), fresh.embargoUntil()), Optional.of(fresh.verdict())));
    }

    /** What Whence says itself, nobody else says: whoever hands such a thing in does not know that it has to be named. */
    private static void requireOwn(ReceiptKind kind, Submission submission) throws RefusedException {
        if (kind.isOwn() && !submission.kind().equals(Optional.of(kind))) {
            throw new RefusedException(
                    ProblemType.UNSUPPORTED_KIND,
                    "A receipt of the kind " + kind.ledgerName()
                            + " is not handed in; Whence writes it when something is erased, promoted or withdrawn.");
        }
    }

    /** A receipt that schema and policy let in. */
    private record Read(CanonicalReceipt canonical, ValidReceipt valid, PolicyReport policy) {}

    private Read read(byte[] received, Submission submission) throws RefusedException {
        StationClock clock = stations.clock();
        long t = clock.now();
        CanonicalReceipt canonical = CanonicalReceipt.of(received, limits(submission));
        t = clock.lap(Station.CANONICAL, t);
        ReceiptKind kind = kind(canonical, submission);
        PolicyReport policy = policy(canonical.tree(), kind);
        t = clock.lap(Station.POLICY, t);
        ValidReceipt valid = validate(canonical, kind, submission, policy);
        clock.lap(Station.VALIDATE, t);
        return new Read(canonical, valid, policy);
    }

    /** A publication is a record in its public form, and may say what such a record may. */
    private PolicyReport policy(JsonNode tree, ReceiptKind kind) {
        Optional<ReceiptKind> record = kind == ReceiptKind.PUBLICATION
                ? ReceiptKind.named(tree.path("record").asText())
                : Optional.empty();
        return record.isPresent()
                ? stations.policy().check(tree.path("document"), record.get())
                : stations.policy().check(tree, kind);
    }

    /** Our own documents are as long as what they speak of makes them. */
    private JsonLimits limits(Submission submission) {
        return submission.kind().filter(ReceiptKind::isOwn).isPresent() ? OWN_LIMITS : settings.limits();
    }

    private Candidate candidate(Read read, Submission submission, Labelled label, Optional<Verdict> verdict)
            throws RefusedException {
        StationClock clock = stations.clock();
        long t = clock.now();
        ValidReceipt valid = read.valid();
        List<Warning> warnings =
                KeptWarnings.of(label.label(), valid.warnings(), read.policy().warnings());
        Mapped mapped = stations.mapper()
                .map(new MappingInput(
                        valid.receipt(),
                        read.canonical().id(),
                        submission.organisation(),
                        warnings,
                        valid.lenient(),
                        verdict));
        t = clock.lap(Station.MAP, t);
        requireRoundTrip(mapped);
        stations.shapes().check(mapped.graph());
        clock.lap(Station.SHAPE, t);
        return new Candidate(
                submission,
                read.canonical(),
                valid.receipt(),
                label.label(),
                label.embargoUntil(),
                valid.lenient(),
                warnings,
                mapped,
                verdict);
    }

    private ReceiptKind kind(CanonicalReceipt canonical, Submission submission) throws RefusedException {
        return submission.kind().isPresent()
                ? submission.kind().get()
                : stations.validator().detect(canonical.tree());
    }

    /** What cannot be written as N-Quads and read back the same would make a rebuilt graph differ from the running one. */
    private static void requireRoundTrip(Mapped mapped) throws RefusedException {
        if (!RoundTrip.isSafe(mapped.graph())) {
            throw new RefusedException(Problem.of(
                    ProblemType.SHAPE_VIOLATION,
                    "The receipt holds text that cannot be written as N-Quads and read back the same.",
                    List.of(new Violation(
                            "", "map:round-trip", "look for noncharacters such as U+FFFF and take them out"))));
        }
    }

    /** Schema and policy find their faults independently; the caller is told all of them at once. */
    private ValidReceipt validate(
            CanonicalReceipt canonical, ReceiptKind kind, Submission submission, PolicyReport policy)
            throws RefusedException {
        ValidReceipt valid;
        try {
            valid = stations.validator().validate(kind, canonical.tree(), canonical.id(), submission.leniency());
        } catch (RefusedException refused) {
            throw new RefusedException(withPolicy(refused.problem(), policy));
        }
        if (!policy.refused().isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemType.POLICY_VIOLATION,
                    "The receipt holds what policy forbids; take it out and send the receipt again.",
                    policy.refused()));
        }
        return valid;
    }

    /** A pointer holds member names, and a name may be the secret: policy masks what it must not repeat. */
    private Problem withPolicy(Problem problem, PolicyReport policy) {
        List<Violation> all = new ArrayList<>();
        problem.violations().forEach(violation -> all.add(stations.policy().masked(violation)));
        all.addAll(policy.refused());
        return Problem.of(problem.type(), problem.detail(), all);
    }
}
