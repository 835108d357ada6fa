package dev.whence.serve;

import dev.whence.access.Scope;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.oap.OrchHeaders;
import dev.whence.serve.oap.Orchestration;
import dev.whence.serve.oap.Sender;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /orchestrate}: the orchestration protocol over HTTP. Refusals are envelopes too. */
final class OrchestrateRoutes {
    private static final String ENVELOPE = "application/vnd.orch-envelope+json";
    private static final String ENVELOPE_V1 = ENVELOPE + "; version=oap.v1";
    private static final String JSON = "application/json";
    private static final Pattern VERSION = Pattern.compile("(?i);\\s*version\\s*=\\s*\"?([^\";]*)\"?");

    private final Orchestration orchestration;
    private final int mostBytes;

    OrchestrateRoutes(Orchestration orchestration, int mostBytes) {
        this.orchestration = orchestration;
        this.mostBytes = mostBytes;
    }

    void register(Api api) {
        api.route(
                Route.post("/orchestrate", "orchestrate")
                        .scope(Scope.PROVENANCE_READ)
                        .summary("Answers one envelope of the orchestration protocol: "
                                + String.join(", ", orchestration.envelopeTypes()))
                        .inHeader(OrchHeaders.ID, "string", "the exchange; the same as the envelope's id")
                        .inHeader(
                                OrchHeaders.CALLER,
                                "string",
                                "who asks; kept as the submitter of what is recorded. With rights, who has authenticated")
                        .inHeader(OrchHeaders.MODULE_ID, "string", "the module that asks; given back")
                        .inHeader(OrchHeaders.SESSION_ID, "string", "the session; given back")
                        .inHeader(
                                OrchHeaders.PREVIOUS_EVENT_HASH,
                                "string",
                                "record only if this is still the newest event hash")
                        .inHeader("Prefer", "string", "'wait' answers when a signed checkpoint covers the record")
                        .repeatable()
                        .consumes(ENVELOPE_V1, JSON)
                        .produces(List.of(ENVELOPE_V1, JSON))
                        .contract(Contract.read("/openapi/orchestrate.json", List.of(ENVELOPE_V1, JSON)))
                        .givesHeader(OrchHeaders.EVENT_HASH, "of the record that was made or repeated")
                        .givesHeader(OrchHeaders.PREVIOUS_EVENT_HASH, "of the entry before it")
                        .givesHeader(
                                OrchHeaders.LEDGER_ANCHOR, "of a checkpoint that covers it, where one was waited for")
                        .answers(200, "An envelope with a result")
                        .answers(400, "A header has not its form")
                        .answers(
                                403,
                                "What is to be recorded holds what policy forbids, or the sender may not record it")
                        .answers(404, "No such artifact or change")
                        .answers(406, "No such form")
                        .answers(
                                409,
                                "Something else stands there, the chain has moved on, or the idempotency key is taken")
                        .answers(413, "Too large")
                        .answers(415, "Not an envelope of this version")
                        .answers(422, "Envelope, parameters or record break rules; every one of them is listed")
                        .answers(500, "A fault of the server's own")
                        .answers(503, "Not now; it may be sent again")
                        .build(),
                this::orchestrate,
                this::refuse);
    }

    private void orchestrate(Context context) throws IOException {
        context.header("Cache-Control", "no-store");
        OrchHeaders headers = OrchHeaders.NONE;
        String form = ENVELOPE_V1;
        try {
            headers = OrchHeaders.read(context::header);
            echo(context, headers);
            form = form(context);
            requireEnvelope(context);
            byte[] body = body(context);
            // Whether it writes is known when it has been read, and then it is too late.
            Audited.of(context.req()).beginWrite();
            boolean waits = Preferences.waits(context);
            Caller caller = Caller.of(context);
            headers = headers.by(caller.submitter(headers.caller()));
            Sender sender =
                    new Sender(caller.organisation(), caller.sight(), (scope, type) -> Api.allow(context, scope, type));
            Orchestration.Answer answer = orchestration.answer(body, sender, headers, waits, Idempotency.key(context));
            context.header(Freshness.LEDGER_SIZE, String.valueOf(orchestration.size()));
            OrchestrationHeaders.say(context, answer);
            if (answer.isReplayed()) {
                Idempotency.sayReplayed(context);
            }
            answer(context, answer, form);
        } catch (RefusedException refused) {
            answer(context, orchestration.refusal(headers, refused.problem()), form);
        }
    }

    /** Who may not even read is told so in the protocol's words too. */
    private void refuse(Context context, Problem problem) {
        context.header("Cache-Control", "no-store");
        answer(context, orchestration.refusal(OrchHeaders.NONE, problem), ENVELOPE_V1);
    }

    private static void answer(Context context, Orchestration.Answer answer, String form) {
        context.status(answer.status());
        if (answer.envelope().path("error").path("retryable").asBoolean()) {
            context.header("Retry-After", "1");
        }
        if (answer.status() == 401) {
            context.header("WWW-Authenticate", ProblemJson.CHALLENGE);
        }
        context.contentType(form).result(Reply.utf8(answer.envelope().toString()));
    }

    /** The protocol's own form unless the caller takes plain JSON alone. */
    private static String form(Context context) throws RefusedException {
        return Accepts.chosen(context, List.of(ENVELOPE, JSON)).equals(JSON) ? JSON : ENVELOPE_V1;
    }

    private static void requireEnvelope(Context context) throws RefusedException {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        String bare = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        boolean otherVersion = VERSION.matcher(type)
                .results()
                .anyMatch(version -> !version.group(1).strip().equals("oap.v1"));
        if ((!bare.equals(ENVELOPE) && !bare.equals(JSON)) || (bare.equals(ENVELOPE) && otherVersion)) {
            throw new RefusedException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send an envelope as " + ENVELOPE_V1 + ", or as " + JSON + ".");
        }
    }

    private byte[] body(Context context) throws RefusedException, IOException {
        byte[] body = context.req().getInputStream().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw new RefusedException(
                    Problem.of(ProblemType.TOO_LARGE, "An envelope has at most " + mostBytes + " bytes; send less."));
        }
        return body;
    }

    private static void echo(Context context, OrchHeaders headers) {
        headers.id().ifPresent(id -> context.header(OrchHeaders.ID, id));
        headers.caller().ifPresent(caller -> context.header(OrchHeaders.CALLER, caller));
        headers.moduleId().ifPresent(module -> context.header(OrchHeaders.MODULE_ID, module));
        headers.sessionId().ifPresent(session -> context.header(OrchHeaders.SESSION_ID, session));
    }
}
