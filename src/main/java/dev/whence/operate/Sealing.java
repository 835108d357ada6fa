package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Principal;
import dev.whence.access.Sight;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.IdempotencyKey;
import dev.whence.receive.Outcome;
import dev.whence.receive.Submission;
import dev.whence.validate.Leniency;
import dev.whence.validate.OperationSchemas;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages between the input and the audit, for operations that write. Thread-safe. */
final class Sealing {
    private static final Logger log = LoggerFactory.getLogger(Sealing.class);

    /** What came in between was not known when the plan was made; a new plan knows it. */
    private static final Set<ProblemType> OVERTAKEN = Set.of(ProblemType.ALREADY_SUPERSEDED);

    private static final int ATTEMPTS = 3;

    private final OperationSchemas schemas;
    private final Ledgers ledgers;
    private final Stage.Watch watch;
    private final CallLocks locks = new CallLocks();

    Sealing(OperationSchemas schemas, Ledgers ledgers, Stage.Watch watch) {
        this.schemas = schemas;
        this.ledgers = ledgers;
        this.watch = watch;
    }

    Result write(Operation operation, Invocation invocation, Optional<IdempotencyKey> key) throws RefusedException {
        // Two calls on one session would each follow the same state, and one would be refused for no fault of its own.
        // Two on one version of a dataset would each promote it.
        try (CallLocks.Held held = locks.hold(invocation)) {
            return alone(operation, (Work.Writing) operation.work(), invocation, key);
        }
    }

    private Result alone(Operation operation, Work.Writing work, Invocation invocation, Optional<IdempotencyKey> key)
            throws RefusedException {
        Submission submission = new Submission(invocation.organisation(), Leniency.STRICT)
                .with(submitter(invocation), Optional.empty())
                .seeing(invocation.sight())
                .keyed(key);
        for (int attempt = 1; ; attempt++) {
            try {
                return once(operation, work, invocation, submission);
            } catch (RefusedException refused) {
                if (!OVERTAKEN.contains(refused.problem().type()) || attempt == ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }

    private Result once(Operation operation, Work.Writing work, Invocation invocation, Submission submission)
            throws RefusedException {
        Optional<Outcome> earlier = ledgers.earlier(submission);
        if (earlier.isPresent()) {
            return again(work, invocation, earlier.get(), true);
        }
        Work.Plan plan = work.plan(invocation);
        watch.passed(Stage.DOMAIN_CHECKS, operation.id());
        if (plan instanceof Work.Unchanged unchanged) {
            return unchanged(operation, work, invocation, unchanged);
        }
        return make(operation, work, invocation, (Work.Making) plan, submission);
    }

    private static Optional<String> submitter(Invocation invocation) {
        Principal caller = invocation.caller().principal();
        return caller.means() == Principal.Means.HOUSE ? Optional.empty() : Optional.of(caller.name());
    }

    private Result make(
            Operation operation, Work.Writing work, Invocation invocation, Work.Making making, Submission submission)
            throws RefusedException {
        Provenance provenance = new Provenance();
        watch.passed(Stage.OPEN_PROVENANCE, operation.id());
        making.make(provenance);
        watch.passed(Stage.EXECUTE, operation.id());
        Provenance.Draft draft = kept(operation, provenance);
        Optional<Problem> failure = Optional.empty();
        ObjectNode output = draft.document();
        try {
            output = said(work, recorded(draft, submission.organisation()), true);
            Pipeline.requireOutput(schemas.output(operation.id(), output), operation);
        } catch (RefusedException refused) {
            if (refused.problem().type() == ProblemType.FAULT) {
                throw refused;
            }
            failure = Optional.of(refused.problem());
        }
        watch.passed(Stage.VALIDATE_OUTPUT, operation.id());
        Outcome outcome = ledgers.append(draft.document(), submission(draft, submission));
        return sealed(
                operation, work, invocation, recorded(draft, submission.organisation()), output, failure, outcome);
    }

    private static Submission submission(Provenance.Draft draft, Submission submission) {
        Submission kept = new Submission(submission.organisation(), draft.leniency())
                .with(submission.submitter(), Optional.empty())
                .branching(draft.branches())
                .seeing(draft.continues() ? Sight.ALL : submission.sight())
                .keyed(submission.key());
        return draft.kind().map(kept::as).orElse(kept);
    }

    private static Work.Recorded recorded(Provenance.Draft draft, String organisation) {
        return new Work.Recorded(organisation, Ledgers.idOf(draft.document()), draft.document());
    }

    private Result sealed(
            Operation operation,
            Work.Writing work,
            Invocation invocation,
            Work.Recorded planned,
            ObjectNode output,
            Optional<Problem> failure,
            Outcome outcome)
            throws RefusedException {
        if (outcome instanceof Outcome.Refused refused) {
            throw new RefusedException(refused.problem());
        }
        watch.passed(Stage.SEAL_PROVENANCE, operation.id());
        if (!(outcome instanceof Outcome.Recorded recorded)) {
            return again(work, invocation, outcome, outcome instanceof Outcome.Replayed);
        }
        if (failure.isPresent()) {
            throw new RefusedException(failure.get());
        }
        if (!recorded.id().equals(planned.id())) {
            // What is kept of an attachment may say more than what was handed in.
            return again(work, invocation, outcome, true);
        }
        work.follow(planned, invocation);
        return new Result(output, Optional.of(recorded));
    }

    /** The contract: who declares products and names none has broken its word, and nothing of it is kept. */
    private static Provenance.Draft kept(Operation operation, Provenance provenance) throws RefusedException {
        Optional<Provenance.Draft> draft = provenance.draft();
        List<String> declared = operation.declaration().produces();
        Set<String> emitted = provenance.emitted();
        boolean kept = declared.stream()
                .allMatch(type -> type.equals(Declaration.ANY) ? !emitted.isEmpty() : emitted.contains(type));
        if (draft.isEmpty() || !kept && !provenance.toldOfFailure()) {
            log.error("{} declares {} and emitted {}", operation.id(), declared, emitted);
            throw Pipeline.fault("The operation told nothing of how its products were made, so nothing was kept.");
        }
        return draft.get();
    }

    /** What is in the ledger answers. */
    private Result again(Work.Writing work, Invocation invocation, Outcome outcome, boolean wrote)
            throws RefusedException {
        if (outcome instanceof Outcome.Refused refused) {
            throw new RefusedException(refused.problem());
        }
        Outcome.Written written = (Outcome.Written) outcome;
        Work.Recorded recorded = ledgers.record(written.sequence())
                .orElseThrow(
                        () -> new RefusedException(ProblemType.ERASED, "What this call once wrote was erased since."));
        work.follow(recorded, invocation);
        return new Result(said(work, recorded, wrote), Optional.of(written));
    }

    private Result unchanged(Operation operation, Work.Writing work, Invocation invocation, Work.Unchanged unchanged)
            throws RefusedException {
        work.follow(unchanged.recorded(), invocation);
        ObjectNode output = said(work, unchanged.recorded(), false);
        Pipeline.requireOutput(schemas.output(operation.id(), output), operation);
        watch.passed(Stage.VALIDATE_OUTPUT, operation.id());
        return new Result(output, Optional.empty());
    }

    /** A replay says what was said the first time: that it was written. */
    private static ObjectNode said(Work.Writing work, Work.Recorded recorded, boolean written) throws RefusedException {
        return work.answer(recorded).put("written", written);
    }
}
