package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code provenance.session.seal}: an operation has ended well. One that has not emitted what it declared has failed,
 * whatever it says: that is recorded, and told.
 */
final class SessionSeal implements Work.Writing {
    static final Declaration DECLARATION = new Declaration(
            "provenance.session.seal",
            "Ends a session well; one that did not emit what it declared is recorded as failed",
            Scope.PROVENANCE_WRITE,
            SideEffect.COMPUTE,
            List.of(Declaration.ANY));

    private static final String UNKEPT = "sealed without what it was to produce: ";

    private final Sessions sessions;
    private final Records records;

    SessionSeal(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public Plan plan(Invocation invocation) throws RefusedException {
        Recorded session = sessions.named(invocation);
        if (Records.state(session) == State.SEALED) {
            return new Unchanged(session);
        }
        Sessions.requireOpen(session, invocation.at());
        List<String> missing = missing(session.document());
        ObjectNode record = Records.next(session, missing.isEmpty() ? State.SEALED : State.FAILED);
        record.put("ended_at", Records.end(invocation, record));
        if (missing.isEmpty()) {
            return (Making) provenance -> provenance.record(record, Records.types(record));
        }
        record.put("reason", UNKEPT + String.join(", ", missing));
        return (Making) provenance -> provenance.recordFailure(record);
    }

    /** What was declared and not emitted; an operation that declared nothing must still have made something. */
    private static List<String> missing(JsonNode session) {
        List<String> emitted = Records.types(session);
        List<String> missing = new ArrayList<>();
        session.path("declares").forEach(type -> {
            if (!emitted.contains(type.asText())) {
                missing.add(type.asText());
            }
        });
        return missing.isEmpty() && emitted.isEmpty() ? List.of("anything") : missing;
    }

    @Override
    public ObjectNode answer(Recorded recorded) throws RefusedException {
        if (Records.state(recorded) == State.FAILED) {
            String reason = recorded.document().path("reason").asText();
            throw new RefusedException(Problem.of(
                    ProblemType.NOTHING_EMITTED,
                    "The session was " + reason + ". It is recorded as failed, in receipt "
                            + recorded.id().text() + ", and nothing of it counts as made; open another one.",
                    List.of(new Violation("/session_id", "session:declared", "The session was " + reason + "."))));
        }
        return records.answer(recorded);
    }
}
