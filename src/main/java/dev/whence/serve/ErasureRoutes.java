package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.feed.dcat.CatalogDumps;
import dev.whence.ledger.Entry;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.Eraser;
import dev.whence.receive.IdempotencyKey;
import dev.whence.receive.Outcome;
import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.Submission;
import dev.whence.serve.oap.OrchHeaders;
import dev.whence.validate.Leniency;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /receipts/{id}/erase}: taking a receipt's content away for ever. */
final class ErasureRoutes {
    private static final String OPERATION = "receipts.erase";
    private static final int MOST_BYTES = 128 * 1024;
    private static final JsonLimits LIMITS = new JsonLimits(MOST_BYTES, 4);
    private static final String REASON = "reason";

    private final Eraser eraser;
    private final ReceiptArchive archive;
    private final CatalogDumps dumps;
    private final Freshness freshness;

    /** @param dumps may still hold what is erased */
    ErasureRoutes(Eraser eraser, ReceiptArchive archive, CatalogDumps dumps, Freshness freshness) {
        this.eraser = eraser;
        this.archive = archive;
        this.dumps = dumps;
        this.freshness = freshness;
    }

    void register(Api api) {
        for (Owner address : Owner.values()) {
            api.route(
                    address.post("/receipts/{id}/erase", "eraseReceipt")
                            .scope(Scope.PROVENANCE_ERASE)
                            .summary("Takes a receipt's content away for ever, and writes a tombstone in its place")
                            .inPath("id", "sha256:<hex of the canonical form>")
                            .inHeader(OrchHeaders.CALLER, "string", "who does it, where nobody is authenticated")
                            .repeatable()
                            .consumes(Reply.JSON)
                            .produces(List.of(Reply.JSON))
                            .answers(200, "It was erased before, by this tombstone")
                            .answers(201, "Its content is gone, and this tombstone stands for it")
                            .answers(404, "No such receipt")
                            .answers(
                                    409,
                                    "It lies in the log itself and cannot be taken away, or the idempotency key is"
                                            + " taken")
                            .answers(422, "There is no good reason in the body")
                            .answers(503, "Too many wait, or the writer has stopped")
                            .build(),
                    this::erase);
        }
    }

    private void erase(Context context) throws RefusedException, IOException {
        Caller caller = Caller.of(context);
        String owner = Owner.of(context);
        Entry target = ReceiptId.parse(context.pathParam("id"))
                .flatMap(id -> archive.seenBy(caller.sight()).entry(owner, id))
                .orElseThrow(() -> new RefusedException(ProblemType.NOT_FOUND, "There is no such receipt."));
        if (!caller.writesFor(owner)) {
            throw new RefusedException(
                    ProblemType.FORBIDDEN, "The receipt is another organisation's, which alone erases it.");
        }
        byte[] body = context.req().getInputStream().readNBytes(MOST_BYTES + 1);
        String reason = reason(body);
        String receipt = target.event().receiptId().text();
        Submission submission = new Submission(owner, Leniency.STRICT)
                .with(caller.submitter(OrchHeaders.read(context::header).caller()), Optional.empty())
                .seeing(caller.sight())
                .keyed(Idempotency.key(context).map(key -> IdempotencyKey.of(OPERATION, key, body, receipt)));
        Outcome outcome = Acknowledgement.await(eraser.erase(target, reason, submission));
        if (outcome instanceof Outcome.Refused refused) {
            ProblemJson.answer(context, refused.problem());
            return;
        }
        dumps.forgetOld();
        answer(context, owner, receipt, (Outcome.Written) outcome);
    }

    private void answer(Context context, String owner, String receipt, Outcome.Written tombstone) {
        // The graph follows by itself; who is answered can mostly rely on it too.
        freshness.reached(tombstone.sequence() + 1);
        ObjectNode json = ReceiptRoutes.render(tombstone).put("erased", receipt);
        OrchestrationHeaders.say(context, tombstone);
        Idempotency.say(context, tombstone);
        context.header(
                "Location",
                Owner.place(context, owner) + "/receipts/" + tombstone.id().text());
        context.header(Freshness.LEDGER_SIZE, String.valueOf(archive.size()));
        context.status(ReceiptRoutes.statusOf(tombstone));
        Reply.json(context, json);
    }

    private static String reason(byte[] body) throws RefusedException {
        JsonNode json = StrictJson.parse(body, LIMITS);
        JsonNode reason = json.path(REASON);
        if (!reason.isTextual() || reason.textValue().isBlank() || json.size() != 1) {
            String message = "Say why in one member, such as {\"reason\": \"asked for by the person concerned\"}.";
            throw new RefusedException(Problem.of(
                    ProblemType.SCHEMA_VIOLATION,
                    message,
                    List.of(new Violation("/" + REASON, "erase:reason", message))));
        }
        return reason.textValue();
    }
}
