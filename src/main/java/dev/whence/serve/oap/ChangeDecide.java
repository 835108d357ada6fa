package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.KnowledgeChange.State;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.KindRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code provenance.knowledge.change.decide}: moves a change on. The new state is a record of its own that says all that
 * the one before it said; whether the move is allowed, and whether somebody else was faster, the sequencer decides.
 */
final class ChangeDecide implements EnvelopeType {
    static final String NAME = "provenance.knowledge.change.decide";

    private static final int LONGEST_REASON = 16_384;

    /** Every state but the first, which a proposal has. */
    private static final List<State> MOVES = Arrays.stream(State.values())
            .filter(state -> state != State.PROPOSED)
            .toList();

    private final Recorder recorder;
    private final Library library;
    private final KindRecords records;
    private final Clock clock;

    ChangeDecide(Recorder recorder, Library library, KindRecords records, Clock clock) {
        this.recorder = recorder;
        this.library = library;
        this.records = records;
        this.clock = clock;
    }

    /** What is decided, by whom and why. */
    private record Decision(
            String changeId,
            State state,
            String by,
            Instant at,
            Optional<String> reason,
            Optional<String> versionAfter,
            Optional<ObjectNode> simulation) {}

    @Override
    public Scope scope() {
        return Scope.PROVENANCE_WRITE;
    }

    @Override
    public Work prepare(Fields params, Call call) {
        Decision decision = new Decision(
                params.text("change_id"),
                state(params),
                by(params, call),
                params.optionalTime("timestamp").orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                params.optionalText("reason", LONGEST_REASON),
                params.optionalText("version_after"),
                params.optionalObject("simulation_result"));
        checkFit(decision, params);
        params.refuseOthers();
        return () -> decide(decision, call);
    }

    private static State state(Fields params) {
        params.text("status");
        return params.word("status", MOVES).orElse(State.VALIDATED);
    }

    private static String by(Fields params, Call call) {
        Optional<String> caller = call.headers().caller();
        return params.optionalText("decided_by").or(() -> caller).orElseGet(() -> params.text("decided_by"));
    }

    /** What would be left out of the record is refused rather than overlooked. */
    private static void checkFit(Decision decision, Fields params) {
        if (decision.reason().isPresent() && reasonMember(decision.state()).isEmpty()) {
            params.fault(
                    "reason",
                    "params:reason",
                    "A reason is kept with APPROVED, ROLLED_BACK and REJECTED; leave it out here.");
        }
        if (decision.simulation().isPresent() && decision.state() != State.SIMULATED) {
            params.fault("simulation_result", "params:simulation", "A simulation's result comes with SIMULATED.");
        }
    }

    private static Optional<String> reasonMember(State state) {
        return switch (state) {
            case APPROVED -> Optional.of("approval_reason");
            case ROLLED_BACK -> Optional.of("rollback_reason");
            case REJECTED -> Optional.of("rejection_reason");
            default -> Optional.empty();
        };
    }

    private Work.Done decide(Decision decision, Call call) throws RefusedException {
        OptionalLong newest = records.seenBy(call.sight()).change(call.organisation(), decision.changeId());
        if (newest.isEmpty()) {
            throw unknown();
        }
        Library.Stored before = library.stored(newest.getAsLong(), call.sight()).orElseThrow(ChangeDecide::unknown);
        Recorder.Draft draft =
                new Recorder.Draft(ReceiptKind.KNOWLEDGE_CHANGE, after(before, decision), "/params", false);
        return new RecordWork(recorder, draft, call, this::result).run();
    }

    private static RefusedException unknown() {
        return new RefusedException(ProblemType.NOT_FOUND, "No such change is known; propose it first.");
    }

    private static ObjectNode after(Library.Stored before, Decision decision) {
        ObjectNode change = before.json().deepCopy();
        String verb = verb(decision.state());
        change.put("status", decision.state().name());
        change.put(verb + "_by", decision.by());
        change.put(verb + "_at", decision.at().toString());
        reasonMember(decision.state())
                .ifPresent(name -> decision.reason().ifPresent(reason -> change.put(name, reason)));
        decision.versionAfter().ifPresent(version -> change.put("version_after", version));
        decision.simulation().ifPresent(result -> change.set("simulation_result", result));
        change.put("supersedes_receipt", before.entry().event().receiptId().text());
        return change;
    }

    private static String verb(State state) {
        return switch (state) {
            case PROPOSED -> "proposed";
            case VALIDATED -> "validated";
            case SIMULATED -> "simulated";
            case APPROVED -> "approved";
            case APPLIED -> "applied";
            case ROLLED_BACK -> "rolled_back";
            case REJECTED -> "rejected";
        };
    }

    private ObjectNode result(Recorder.Draft draft, Work.Written written) throws RefusedException {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("change", Renderings.change(library.required(written.sequence())));
        return result;
    }
}
