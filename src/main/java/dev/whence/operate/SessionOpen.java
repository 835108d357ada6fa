package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code provenance.session.open}: an operation begins elsewhere, and says what it will produce. */
final class SessionOpen implements Work.Writing {
    static final Declaration DECLARATION = new Declaration(
            "provenance.session.open",
            "Opens a session for an operation that runs elsewhere, and says what it will produce",
            Scope.PROVENANCE_WRITE,
            SideEffect.COMPUTE,
            List.of());

    private static final int USUAL_SECONDS = 3600;

    private final Sessions sessions;
    private final Records records;

    SessionOpen(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public Plan plan(Invocation invocation) throws RefusedException {
        String id = invocation.text("invocation_id", "");
        Optional<Recorded> before = id.isEmpty() ? Optional.empty() : sessions.own(invocation, id);
        ObjectNode record = record(invocation, id.isEmpty() ? sessions.newName() : id);
        if (before.isPresent()) {
            return unchanged(before.get(), record);
        }
        return (Making) provenance -> provenance.record(record, List.of());
    }

    private static ObjectNode record(Invocation invocation, String id) throws RefusedException {
        ObjectNode record = Records.first(invocation, id, State.OPENED);
        Instant expires = invocation.at().plusSeconds(invocation.number("timeout_seconds", USUAL_SECONDS));
        return record.put("expires_at", Records.time(expires));
    }

    /** The same words again open nothing a second time. */
    private static Plan unchanged(Recorded before, ObjectNode record) throws RefusedException {
        ObjectNode again = record.deepCopy();
        again.set("started_at", before.document().path("started_at"));
        again.set("expires_at", before.document().path("expires_at"));
        if (!again.equals(before.document())) {
            throw new RefusedException(
                    ProblemType.CONFLICT,
                    "This invocation_id stands for another session, or for one that has gone on; choose another.");
        }
        return new Unchanged(before);
    }

    @Override
    public ObjectNode answer(Recorded recorded) {
        return records.answer(recorded);
    }
}
