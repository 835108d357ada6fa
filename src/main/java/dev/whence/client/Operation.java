package dev.whence.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of an operation of the caller's, from its beginning to its end:
 *
 * <pre>{@code
 * try (Operation op = whence.operation("clip.create").uses("item", "IT_1")) {
 *     // … do the work …
 *     op.produced(Artifact.of("item", "IT_2").derivedFrom("item", "IT_1", "produced_by"));
 * }
 * }</pre>
 *
 * <p>It is told when it is closed: as sealed, if it has produced something and nobody called {@link #failed}; else as failed.
 * Java does not tell {@code close} that an exception is on its way: so say what was produced last, when all of it is there,
 * or use {@link Whence#run}, which knows. When {@code close} returns, what is told is on the server's disk or on this
 * machine's; where it can be neither, it throws. For use by one thread.
 */
public final class Operation implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+");
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_REASON = 1024;
    private static final String EMIT = "v1/op/provenance.emit";
    private static final String OPEN = "v1/op/provenance.session.open";
    private static final String SEAL = "v1/op/provenance.session.seal";
    private static final String ABORT = "v1/op/provenance.session.abort";

    private final Whence whence;
    private final String operationId;
    private final String invocationId = UUID.randomUUID().toString();
    private final Instant startedAt;
    private final List<Thing> used = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private final ObjectNode facts = JsonNodeFactory.instance.objectNode();
    private boolean isOpen;
    private @Nullable String failure;
    private @Nullable Delivery delivery;
    private boolean closed;

    Operation(Whence whence, String operationId) {
        if (!ID.matcher(operationId).matches() || operationId.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "an operation is named by lower-case words with dots between, such as clip.create");
        }
        this.whence = whence;
        this.operationId = operationId;
        this.startedAt = whence.now();
    }

    /** Names this invocation: the run in every walk. */
    public String invocationId() {
        return invocationId;
    }

    /** What it reads. */
    public Operation uses(String type, String id) {
        return uses(Thing.of(type, id));
    }

    /** What it reads. */
    public Operation uses(Thing thing) {
        requireUnopened();
        used.add(thing);
        return this;
    }

    /** The dataset version that its products belong to. */
    public Operation datasetVersion(String id) {
        requireUnopened();
        facts.put("dataset_version_id", id);
        return this;
    }

    /** The policy label of what is told, such as {@code internal}; else the organisation's usual one. */
    public Operation label(String label) {
        requireUnopened();
        facts.withObjectProperty("policy").put("policy_label", label);
        return this;
    }

    /** Nobody outside the organisation sees what is told before that time. */
    public Operation embargoedUntil(Instant time) {
        label("embargoed");
        facts.withObjectProperty("policy").put("embargo_until", time.toString());
        return this;
    }

    /** Whom it is done for, where no rights are configured; a server with rights knows it by the credential. */
    public Operation principal(String name) {
        requireUnopened();
        facts.put("principal", name);
        return this;
    }

    /**
     * Tells at once that it has begun, so that an operation that never ends is seen to have failed: it lasts an hour at most.
     *
     * @param produces the types of what it is to produce; a seal without all of them counts as a failure
     */
    public Operation opens(String... produces) {
        return opens(Duration.ofHours(1), produces);
    }

    /** @param atMost how long it may last, to the second */
    public Operation opens(Duration atMost, String... produces) {
        requireUnopened();
        ObjectNode json = begin();
        json.put("timeout_seconds", atMost.toSeconds());
        if (produces.length > 0) {
            ArrayNode declares = json.putArray("declares");
            List.of(produces).forEach(declares::add);
        }
        whence.tell(List.of(Message.of(OPEN, json.toString())));
        isOpen = true;
        return this;
    }

    private void requireUnopened() {
        requireUnclosed();
        if (isOpen) {
            throw new IllegalStateException("this is to be said before the operation is opened");
        }
    }

    private void requireUnclosed() {
        if (closed) {
            throw new IllegalStateException("the operation is over");
        }
    }

    /** What it made. */
    public Operation produced(Artifact... made) {
        requireUnclosed();
        artifacts.addAll(List.of(made));
        return this;
    }

    /** That it made nothing that counts. The words are kept for everybody who may see the operation. */
    public void failed(String reason) {
        requireUnclosed();
        String words = reason.isBlank() ? "failed" : reason;
        failure = words.length() > LONGEST_REASON ? words.substring(0, LONGEST_REASON) : words;
    }

    /** That it made nothing that counts. Of the exception only the kind is told: its message may hold anything. */
    public void failed(Throwable cause) {
        failed(cause.getClass().getName());
    }

    /**
     * Tells it.
     *
     * @throws NotTakenException where the server refuses it
     * @throws SpoolException where it can be kept nowhere
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        String reason = failure;
        if (reason == null && artifacts.isEmpty()) {
            reason = "ended without having produced anything";
        }
        String end = whence.now().toString();
        delivery = whence.tell(isOpen ? session(reason, end) : List.of(Message.of(EMIT, once(reason, end))));
    }

    /** How far it has come; nothing before it is closed. */
    public Optional<Delivery> delivery() {
        return Optional.ofNullable(delivery);
    }

    private ObjectNode begin() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("operation_id", operationId).put("invocation_id", invocationId);
        json.put("started_at", startedAt.toString());
        json.setAll(facts);
        if (!used.isEmpty()) {
            ArrayNode array = json.putArray("used");
            used.forEach(thing -> thing.write(array.addObject()));
        }
        return json;
    }

    private String once(@Nullable String reason, String end) {
        ObjectNode json = begin().put("ended_at", end);
        if (reason == null) {
            write(json);
        } else {
            json.put("state", "failed").put("reason", reason);
        }
        return json.toString();
    }

    private List<Message> session(@Nullable String reason, String end) {
        if (reason != null) {
            ObjectNode abort =
                    session().put("reason", reason).put("outcome", "failed").put("ended_at", end);
            return List.of(Message.of(ABORT, abort.toString()));
        }
        ObjectNode emit = session();
        write(emit);
        return List.of(
                Message.of(EMIT, emit.toString()),
                Message.of(SEAL, session().put("ended_at", end).toString()));
    }

    private ObjectNode session() {
        return JsonNodeFactory.instance.objectNode().put("session_id", invocationId);
    }

    private void write(ObjectNode json) {
        ArrayNode array = json.putArray("artifacts");
        artifacts.forEach(artifact -> artifact.write(array.addObject()));
    }
}
