package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Access;
import dev.whence.access.Decision;
import dev.whence.access.Principal;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every operation, stage by stage: authorise → validate input → domain checks → open provenance → execute → validate
 * output → seal provenance → audit. Who calls was made sure of before, and the line in the audit trail is written by who let
 * the call in, which knows its address and status too. So what is missing is told in this order: who (401),
 * the right (403), the form (422), the thing (404, 409).
 *
 * <p>All that a writing operation keeps is one append to the ledger, at the end: a crash, a fault or a refusal before it
 * leaves nothing, and after it everything. Thread-safe.
 */
public final class Pipeline {
    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

    private final Registry registry;
    private final Access access;
    private final JsonLimits limits;
    private final Clock clock;
    private final Stage.Watch watch;
    private final Sealing sealing;

    /**
     * Puts the pipeline together.
     *
     * @param limits of a body
     * @param watch told of each stage that has gone well
     */
    public Pipeline(
            Registry registry, Access access, JsonLimits limits, Ledgers ledgers, Clock clock, Stage.Watch watch) {
        this.registry = registry;
        this.access = access;
        this.limits = limits;
        this.clock = clock;
        this.watch = watch;
        this.sealing = new Sealing(registry.schemas(), ledgers, watch);
    }

    public Registry registry() {
        return registry;
    }

    /** How many bytes a body may have. */
    public int mostBytes() {
        return limits.maxBytes();
    }

    /**
     * Runs one operation.
     *
     * @throws RefusedException 401, 403, 422, 404, 409 as said above; 500 where the operation breaks its own word, and
     *     then nothing was kept
     */
    public Result run(String id, Call call) throws RefusedException {
        Operation operation = registry.find(id)
                .orElseThrow(() -> new RefusedException(
                        ProblemType.NOT_FOUND, "There is no operation of this id; /openapi.json lists them."));
        Decision decision =
                access.use(call.caller().principal(), operation.declaration().scope());
        try {
            authorise(operation, call.caller().principal(), decision);
            Invocation invocation = new Invocation(call.caller(), input(operation, call.body()), clock.instant());
            watch.passed(Stage.VALIDATE_INPUT, id);
            return operation.work() instanceof Work.Reading reading
                    ? read(operation, reading, invocation)
                    : sealing.write(operation, invocation, call.keyFor(id));
        } finally {
            watch.passed(Stage.AUDIT, id);
        }
    }

    private void authorise(Operation operation, Principal principal, Decision decision) throws RefusedException {
        if (!decision.allowed()) {
            String scope = "'" + operation.declaration().scope() + "'";
            throw principal.isAnonymous()
                    ? new RefusedException(
                            ProblemType.UNAUTHENTICATED,
                            "This wants the scope " + scope + "; send an API key or a token that holds it.")
                    : new RefusedException(
                            ProblemType.FORBIDDEN, "missing scope " + scope + " for '" + operation.id() + "'");
        }
        watch.passed(Stage.AUTHORISE, operation.id());
    }

    private ObjectNode input(Operation operation, byte[] body) throws RefusedException {
        JsonNode tree = StrictJson.parse(body, limits);
        List<Violation> violations = registry.schemas().input(operation.id(), tree);
        if (!violations.isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemType.INPUT_INVALID,
                    "The input of " + operation.id() + " has "
                            + (violations.size() == 1 ? "one fault" : violations.size() + " faults")
                            + ". Mend it and send it again.",
                    violations));
        }
        return (ObjectNode) tree;
    }

    private Result read(Operation operation, Work.Reading work, Invocation invocation) throws RefusedException {
        ObjectNode output = work.read(invocation);
        watch.passed(Stage.EXECUTE, operation.id());
        requireOutput(registry.schemas().output(operation.id(), output), operation);
        watch.passed(Stage.VALIDATE_OUTPUT, operation.id());
        return new Result(output, Optional.empty());
    }

    /** An answer that is not what was promised is a fault of ours; better none than a wrong one. */
    static void requireOutput(List<Violation> violations, Operation operation) throws RefusedException {
        if (!violations.isEmpty()) {
            log.error("{} gave what its schema does not allow: {}", operation.id(), violations);
            throw fault("The operation gave an answer that breaks its own schema, and nothing was kept.");
        }
    }

    static RefusedException fault(String message) {
        return new RefusedException(ProblemType.FAULT, message + " This is a fault of Whence's own.");
    }
}
