package dev.whence.serve;

import dev.whence.receive.Outcome;
import dev.whence.serve.oap.OrchHeaders;
import dev.whence.serve.oap.Orchestration;
import io.javalin.http.Context;

/** What every answer that made or repeated a record says in its headers; the body says the same. */
final class OrchestrationHeaders {
    private OrchestrationHeaders() {}

    static void say(Context context, Outcome.Written written) {
        context.header(OrchHeaders.EVENT_HASH, written.eventHash());
        context.header(OrchHeaders.PREVIOUS_EVENT_HASH, written.previousEventHash());
    }

    static void say(Context context, Orchestration.Answer answer) {
        answer.eventHash().ifPresent(hash -> context.header(OrchHeaders.EVENT_HASH, hash));
        answer.previousEventHash().ifPresent(hash -> context.header(OrchHeaders.PREVIOUS_EVENT_HASH, hash));
        answer.ledgerAnchor().ifPresent(anchor -> anchor(context, anchor));
    }

    /** The answer waited for a checkpoint. */
    static void anchor(Context context, String anchorHash) {
        context.header(OrchHeaders.LEDGER_ANCHOR, anchorHash);
        context.header("Preference-Applied", "wait");
    }
}
