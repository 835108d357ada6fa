package dev.whence.serve;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.operate.Call;
import dev.whence.operate.Declaration;
import dev.whence.operate.Invocation;
import dev.whence.operate.Operation;
import dev.whence.operate.Pipeline;
import dev.whence.operate.Result;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.Outcome;
import dev.whence.validate.OperationSchemas;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code POST /v1/op/{operation_id}}, and {@code POST /v1/{resource}/{action}} for the same: both routes of every operation
 * are made from its declaration.
 */
final class OperationRoutes {
    private static final String JSON = "application/json";

    private static final List<JsonPointer> TARGETS = Stream.of("/root/iri", "/iri", "/receipt_id", "/receipt")
            .map(JsonPointer::compile)
            .toList();

    private final Pipeline pipeline;

    OperationRoutes(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    void register(Api api) {
        for (Operation operation : pipeline.registry().all()) {
            Declaration declaration = operation.declaration();
            Contract contract = contract(declaration.id());
            api.route(
                    route(declaration, declaration.path(), declaration.id(), contract),
                    context -> call(context, declaration));
            api.route(
                    route(declaration, declaration.alias(), declaration.id() + ".alias", contract),
                    context -> call(context, declaration));
        }
    }

    private Contract contract(String id) {
        SchemaBundle bundle = new SchemaBundle(pipeline.registry().schemas()::document);
        bundle.add(id + ".Request", OperationSchemas.inputOf(id));
        bundle.add(id + ".Answer", OperationSchemas.outputOf(id));
        return new Contract(id + ".", bundle.components(), List.of());
    }

    private static Route route(Declaration declaration, String path, String id, Contract contract) {
        Route.Builder route = Route.post(path, id)
                .scope(declaration.scope())
                .operation(new Route.Operation(
                        declaration.id(), declaration.sideEffect().word(), declaration.produces()))
                .summary(declaration.summary())
                .consumes(JSON)
                .produces(List.of(JSON))
                .contract(contract)
                .answers(200, declaration.writes() ? "Nothing was written: it stood there before" : "The answer");
        if (declaration.writes()) {
            route.answers(201, "It is written, and durable")
                    .inHeader(Idempotency.KEY, "string", "names the call, so that it may be sent again without harm")
                    .givesHeader(Idempotency.REPLAYED, "true where this answer was given before")
                    .givesHeader("Location", "of the receipt that was written");
        }
        return route.answers(401, "Who asks is not known")
                .answers(403, "The scope is missing")
                .answers(404, "No such thing, or none that the caller may see")
                .answers(409, "It does not go together with what is there, or the id is ambiguous")
                .answers(413, "Too large")
                .answers(415, "Not JSON")
                .answers(422, "The input breaks rules; every one of them is listed")
                .answers(500, "A fault of the server's own; nothing was kept")
                .answers(503, "Not now; it may be sent again")
                .build();
    }

    private void call(Context context, Declaration declaration) throws RefusedException, IOException {
        context.header("Cache-Control", "no-store");
        requireJson(context);
        Caller caller = Caller.of(context);
        Optional<String> key = declaration.writes() ? Idempotency.key(context) : Optional.empty();
        Result result = pipeline.run(
                declaration.id(),
                new Call(
                        new Invocation.Caller(caller.principal(), caller.organisation(), caller.sight()),
                        body(context),
                        key));
        target(result.output()).ifPresent(Audited.of(context.req())::target);
        result.outcome().ifPresent(outcome -> say(context, outcome));
        context.status(created(result) ? 201 : 200);
        Reply.json(context, result.output());
    }

    /** What the call was about, for the audit trail. */
    private static Optional<String> target(ObjectNode output) {
        return TARGETS.stream()
                .map(output::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }

    private static boolean created(Result result) {
        return result.output().path("written").asBoolean(false);
    }

    private static void say(Context context, Outcome.Written written) {
        OrchestrationHeaders.say(context, written);
        Idempotency.say(context, written);
        String owner = Caller.of(context).organisation();
        context.header(
                "Location",
                Owner.place(context, owner) + "/receipts/" + written.id().text());
    }

    private byte[] body(Context context) throws RefusedException, IOException {
        int most = pipeline.mostBytes();
        byte[] body = context.req().getContentLengthLong() > most
                ? new byte[0]
                : context.req().getInputStream().readNBytes(most + 1);
        if (body.length > most || context.req().getContentLengthLong() > most) {
            throw new RefusedException(
                    Problem.of(ProblemType.TOO_LARGE, "At most " + most + " bytes are taken; send less at a time."));
        }
        return body;
    }

    private static void requireJson(Context context) throws RefusedException {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        if (!type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT).equals(JSON)) {
            throw new RefusedException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the input as " + JSON + ".");
        }
    }
}
