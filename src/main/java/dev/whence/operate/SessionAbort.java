package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.RefusedException;
import java.util.List;

/** {@code provenance.session.abort}: an operation was called off, or failed; nothing that it emitted counts as made. */
final class SessionAbort implements Work.Writing {
    static final Declaration DECLARATION = new Declaration(
            "provenance.session.abort",
            "Ends a session whose operation was called off or failed; nothing of it counts as made",
            Scope.PROVENANCE_WRITE,
            SideEffect.COMPUTE,
            List.of());

    private final Sessions sessions;
    private final Records records;

    SessionAbort(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public Plan plan(Invocation invocation) throws RefusedException {
        Recorded session = sessions.named(invocation);
        State end =
                State.named(invocation.text("outcome", State.ABORTED.word())).orElseThrow();
        if (Records.state(session) == end) {
            return new Unchanged(session);
        }
        Sessions.requireOpen(session, invocation.at());
        ObjectNode record = Records.next(session, end);
        record.put("ended_at", Records.end(invocation, record));
        record.set("reason", invocation.input().get("reason"));
        return (Making) provenance -> provenance.recordFailure(record);
    }

    @Override
    public ObjectNode answer(Recorded recorded) {
        return records.answer(recorded);
    }
}
