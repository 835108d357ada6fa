package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Jcs;
import dev.whence.ledger.LedgerStoppedException;
import dev.whence.ledger.Log;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.Outcome;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.Submission;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.validate.Leniency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes records in on the path of all receipts, and waits until they are durable. Thread safe. */
final class Recorder {
    private static final Duration CHECKPOINT_WAIT = Duration.ofSeconds(5);

    private final ReceiptIntake intake;
    private final Log log;

    Recorder(ReceiptIntake intake, Log log) {
        this.intake = intake;
        this.log = log;
    }

    /**
     * A record that somebody hands in.
     *
     * @param json kept in its canonical form
     * @param pointer where it stands in the request
     * @param branches whether a registered version may follow one that is not the latest
     */
    record Draft(ReceiptKind kind, JsonNode json, String pointer, boolean branches) {}

    Work.Written record(Draft draft, Call call) throws RefusedException {
        Outcome outcome = Acknowledgement.await(intake.take(Jcs.canonicalize(draft.json()), submission(draft, call)));
        if (outcome instanceof Outcome.Written written) {
            return new Work.Written(
                    written.id().text(),
                    written.sequence(),
                    written.eventHash(),
                    written.previousEventHash(),
                    log.entry(written.sequence()).event().time(),
                    call.waits() ? anchor(written.sequence()) : Optional.empty(),
                    sending(written, call));
        }
        Problem problem = ((Outcome.Refused) outcome).problem();
        throw new RefusedException(
                Problem.of(problem.type(), problem.detail(), placed(problem.violations(), draft.pointer())));
    }

    private static Work.Sending sending(Outcome.Written written, Call call) {
        if (call.key().isEmpty()) {
            return Work.Sending.ONCE;
        }
        return written instanceof Outcome.Replayed ? Work.Sending.AGAIN : Work.Sending.REPEATABLE;
    }

    /** What is wrong with a record that will not be taken in anyway. */
    List<Violation> faults(Draft draft, Call call) {
        return intake.problem(Jcs.canonicalize(draft.json()), submission(draft, call))
                .map(problem -> placed(problem.violations(), draft.pointer()))
                .orElse(List.of());
    }

    private static Submission submission(Draft draft, Call call) {
        return new Submission(call.organisation(), Leniency.STRICT)
                .as(draft.kind())
                .with(call.headers().caller(), call.headers().previousEventHash())
                .branching(draft.branches())
                .keyed(call.key())
                .seeing(call.sight());
    }

    /** A violation's pointer is into the record; the caller sent an envelope. */
    private static List<Violation> placed(List<Violation> violations, String pointer) {
        return violations.stream()
                .map(one -> one.pointer().isEmpty() || one.pointer().startsWith("/")
                        ? new Violation(pointer + one.pointer(), one.rule(), one.message())
                        : one)
                .toList();
    }

    private Optional<String> anchor(long sequence) throws RefusedException {
        try {
            Optional<SignedCheckpoint> covering = log.awaitPublished(sequence + 1, CHECKPOINT_WAIT);
            return covering.map(signed -> signed.checkpoint().anchorHash());
        } catch (LedgerStoppedException stopped) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stillUnderWay();
        }
    }

    private static RefusedException stillUnderWay() {
        return new RefusedException(
                ProblemType.UNAVAILABLE,
                "The record is under way but not yet acknowledged; send it again, a repeat does no harm.");
    }
}
