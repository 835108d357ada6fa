package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code provenance.emit}: tells what an operation made, and of what; at once, or as a part of a session. Without a session
 * it may also tell that the operation failed.
 */
final class ProvenanceEmit implements Work.Writing {
    static final Declaration DECLARATION = new Declaration(
            "provenance.emit",
            "Tells what an operation made, and of what: at once, or into a session",
            Scope.PROVENANCE_WRITE,
            SideEffect.COMPUTE,
            List.of(Declaration.ANY));

    private static final String ARTIFACTS = "artifacts";
    private static final String USED = "used";

    private final Sessions sessions;
    private final Records records;

    ProvenanceEmit(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public Plan plan(Invocation invocation) throws RefusedException {
        return invocation.input().has("session_id") ? inSession(invocation) : atOnce(invocation);
    }

    private Plan atOnce(Invocation invocation) throws RefusedException {
        String id = invocation.text("invocation_id", "");
        Optional<Recorded> before = id.isEmpty() ? Optional.empty() : sessions.own(invocation, id);
        State state =
                invocation.text("state", State.SEALED.word()).equals(State.FAILED.word()) ? State.FAILED : State.SEALED;
        ObjectNode record = Records.first(invocation, id.isEmpty() ? sessions.newName() : id, state);
        record.put("ended_at", Records.end(invocation, record));
        if (state == State.FAILED) {
            record.set("reason", invocation.input().get("reason"));
        }
        if (before.isPresent()) {
            return unchanged(before.get(), record, invocation);
        }
        return state == State.FAILED
                ? (Making) provenance -> provenance.recordFailure(record)
                : (Making) provenance -> provenance.record(record, Records.types(record));
    }

    /** The same words again, but for the times that nobody gave, tell nothing new. */
    private static Plan unchanged(Recorded before, ObjectNode record, Invocation invocation) throws RefusedException {
        ObjectNode again = record.deepCopy();
        for (String time : List.of("started_at", "ended_at")) {
            if (!invocation.input().has(time) && before.document().has(time)) {
                again.set(time, before.document().get(time));
            }
        }
        if (!again.equals(before.document())) {
            throw new RefusedException(
                    ProblemType.CONFLICT, "This invocation_id stands for another invocation; choose another.");
        }
        return new Unchanged(before);
    }

    private Plan inSession(Invocation invocation) throws RefusedException {
        Recorded session = sessions.named(invocation);
        Sessions.requireOpen(session, invocation.at());
        List<JsonNode> artifacts =
                fresh(session.document().path(ARTIFACTS), invocation.input().path(ARTIFACTS));
        List<JsonNode> used =
                more(session.document().path(USED), invocation.input().path(USED));
        if (artifacts.isEmpty() && used.isEmpty()) {
            return new Unchanged(session);
        }
        ObjectNode record = Records.next(session, State.EMITTED);
        add(record, ARTIFACTS, artifacts);
        add(record, USED, used);
        return (Making) provenance -> provenance.record(record, Records.types(record));
    }

    private static void add(ObjectNode record, String member, List<JsonNode> more) {
        if (!more.isEmpty()) {
            ArrayNode all = record.has(member) ? (ArrayNode) record.get(member) : record.putArray(member);
            more.forEach(all::add);
        }
    }

    /** Those that the session has not; one that it has in other words is refused. */
    private static List<JsonNode> fresh(JsonNode before, JsonNode emitted) throws RefusedException {
        List<JsonNode> fresh = new ArrayList<>();
        List<Violation> others = new ArrayList<>();
        for (int i = 0; i < emitted.size(); i++) {
            JsonNode one = emitted.path(i);
            Optional<JsonNode> known = named(one, before);
            if (known.isEmpty()) {
                fresh.add(one);
            } else if (!known.get().equals(one)) {
                others.add(new Violation(
                        "/" + ARTIFACTS + "/" + i,
                        "session:artifact",
                        "This artifact was emitted before, in other words; what was emitted stands."));
            }
        }
        if (!others.isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemType.CONFLICT, "The session has artifacts of these ids already, and they differ.", others));
        }
        return fresh;
    }

    private static List<JsonNode> more(JsonNode before, JsonNode used) {
        List<JsonNode> more = new ArrayList<>();
        used.forEach(one -> {
            if (named(one, before).isEmpty()) {
                more.add(one);
            }
        });
        return more;
    }

    private static Optional<JsonNode> named(JsonNode entity, JsonNode among) {
        for (JsonNode one : among) {
            if (one.path("entity_type").equals(entity.path("entity_type"))
                    && one.path("entity_id").equals(entity.path("entity_id"))) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    @Override
    public ObjectNode answer(Recorded recorded) {
        return records.answer(recorded);
    }
}
