package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Principal;
import dev.whence.receipt.Iris;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The record of an operation as JSON: how it is made, from one state to the next, and how it is answered. */
final class Records {
    private static final String ARTIFACTS = "artifacts";
    private static final List<String> FROM_INPUT =
            List.of("started_at", "declares", "used", ARTIFACTS, "dataset_version_id", "policy");

    private final Iris iris;

    Records(Iris iris) {
        this.iris = iris;
    }

    /** The first state of an invocation. */
    static ObjectNode first(Invocation invocation, String invocationId, State state) throws RefusedException {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("operation_id", invocation.input().get("operation_id"));
        record.put("invocation_id", invocationId);
        record.put("principal", principal(invocation));
        record.put("state", state.word());
        record.put("started_at", time(invocation.at()));
        for (String member : FROM_INPUT) {
            if (invocation.input().has(member)) {
                record.set(member, invocation.input().get(member));
            }
        }
        if (!invocation.input().has("started_at") && invocation.input().has("ended_at")) {
            record.set("started_at", invocation.input().get("ended_at"));
        }
        return record;
    }

    /** The state that follows one, with all that the one said. */
    static ObjectNode next(Work.Recorded before, State state) {
        ObjectNode record = before.document().deepCopy();
        record.put("state", state.word()).put("previous", before.id().text());
        if (!state.isOpen()) {
            record.remove("expires_at");
        }
        return record;
    }

    /** Who answers for it: who calls, where that is known; else whom the caller names. */
    private static String principal(Invocation invocation) throws RefusedException {
        Principal caller = invocation.caller().principal();
        String named = invocation.text("principal", caller.name());
        if (caller.means() != Principal.Means.HOUSE && !named.equals(caller.name())) {
            String message = "You are " + caller.name() + ", and answer for what you do; leave this member out.";
            throw new RefusedException(Problem.of(
                    ProblemType.FORBIDDEN,
                    message,
                    List.of(new Violation("/principal", "operation:principal", message))));
        }
        return named;
    }

    /** An end that the caller gives, or now; never before the beginning. */
    static String end(Invocation invocation, JsonNode record) {
        Instant start = Instant.parse(record.path("started_at").asText());
        Instant now = invocation.at();
        return invocation.text("ended_at", time(now.isBefore(start) ? start : now));
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static State state(Work.Recorded recorded) {
        return State.named(recorded.document().path("state").asText()).orElseThrow();
    }

    static List<String> types(JsonNode record) {
        List<String> types = new ArrayList<>();
        record.path(ARTIFACTS).forEach(one -> types.add(one.path("entity_type").asText()));
        return types;
    }

    /** What an operation on sessions answers to a record. */
    ObjectNode answer(Work.Recorded recorded) {
        ObjectNode record = recorded.document();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("operation_id", record.path("operation_id"));
        answer.set("session_id", record.path("invocation_id"));
        answer.set("state", record.path("state"));
        answer.set("declares", record.has("declares") ? record.get("declares") : answer.arrayNode());
        ArrayNode artifacts = answer.putArray(ARTIFACTS);
        record.path(ARTIFACTS).forEach(one -> artifacts.add(made(one, recorded.organisation())));
        Stream.of("started_at", "ended_at", "expires_at", "reason")
                .filter(record::has)
                .forEach(member -> answer.set(member, record.get(member)));
        return answer.put("receipt", recorded.id().text());
    }

    private ObjectNode made(JsonNode artifact, String organisation) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.set("entity_type", artifact.path("entity_type"));
        made.set("entity_id", artifact.path("entity_id"));
        return made.put("iri", EntityIris.of(iris, organisation, artifact));
    }
}
