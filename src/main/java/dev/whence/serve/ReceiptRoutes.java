package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.access.Sight;
import dev.whence.ledger.LogProofs;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Warning;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.AttachmentArchive;
import dev.whence.receive.BulkIntake;
import dev.whence.receive.IdempotencyKey;
import dev.whence.receive.NdjsonLines;
import dev.whence.receive.Outcome;
import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.Submission;
import dev.whence.serve.oap.OrchHeaders;
import dev.whence.serve.page.ReceiptPage;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.validate.Leniency;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /receipts}: handing receipts in, and reading them back. */
final class ReceiptRoutes {
    private static final String OPERATION = "receipts.submit";
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String HTML = "text/html";
    private static final List<String> NDJSON_NAMES = List.of(NDJSON, "application/ndjson", "application/jsonl");
    private static final Duration CHECKPOINT_WAIT = Duration.ofSeconds(5);

    private final ReceiptIntake intake;
    private final BulkIntake bulk;
    private final ReceiptArchive archive;
    private final AttachmentArchive attachments;
    private final LogProofs proofs;
    private final Limits limits;

    /**
     * How much a request may carry.
     *
     * @param receiptBytes of one receipt
     * @param bodyBytes of a whole NDJSON body
     */
    record Limits(int receiptBytes, long bodyBytes) {}

    ReceiptRoutes(
            ReceiptIntake intake,
            BulkIntake bulk,
            ReceiptArchive archive,
            AttachmentArchive attachments,
            LogProofs proofs,
            Limits limits) {
        this.intake = intake;
        this.bulk = bulk;
        this.archive = archive;
        this.attachments = attachments;
        this.proofs = proofs;
        this.limits = limits;
    }

    void register(Api api) {
        api.route(
                Route.post("/receipts", "submitReceipts")
                        .scope(Scope.PROVENANCE_WRITE)
                        .summary("Hands in one receipt (JSON) or many (NDJSON, answered with a line an item)")
                        .inQuery("lenient", "boolean", false, "let malformed digests in, with a warning in the graph")
                        .inQuery(
                                "branch",
                                "boolean",
                                false,
                                "a registered version may follow one that is not the latest")
                        .inHeader(
                                "Prefer",
                                "string",
                                "'wait' answers when a signed checkpoint covers the receipt, with a proof")
                        .inHeader(OrchHeaders.CALLER, "string", "who hands it in; kept as the submitter")
                        .inHeader(
                                OrchHeaders.PREVIOUS_EVENT_HASH,
                                "string",
                                "take one receipt only if this is still the newest event hash")
                        .givesHeader(OrchHeaders.EVENT_HASH, "of one receipt's entry")
                        .givesHeader(OrchHeaders.PREVIOUS_EVENT_HASH, "of the entry before it")
                        .givesHeader(
                                OrchHeaders.LEDGER_ANCHOR, "of a checkpoint that covers it, where one was waited for")
                        .repeatable()
                        .consumes(JSON, NDJSON)
                        .produces(List.of(JSON, NDJSON))
                        .answers(200, "It was here before; or, for NDJSON, a result line for each item")
                        .answers(201, "It is new and durable")
                        .answers(
                                409,
                                "Another receipt speaks of the same subject, the chain went on elsewhere, or the idempotency"
                                        + " key stands for another request or one under way")
                        .answers(413, "Too large")
                        .answers(415, "Neither JSON nor NDJSON")
                        .answers(422, "The receipt breaks rules; every one of them is listed")
                        .answers(503, "Too many wait, or the writer has stopped")
                        .build(),
                this::submit);
        for (Owner owner : Owner.values()) {
            api.route(
                    read(owner.get("/receipts/{id}", "getReceipt"))
                            .summary("A receipt: its bytes as they were received, or what it says as RDF")
                            .build(),
                    context -> get(context, Owner.of(context)));
        }
        api.route(
                read(Route.get("/receipt/{id}", "describe-receipt"))
                        .summary("The receipt's own IRI")
                        .build(),
                // An IRI without an owner is that of the default organisation, whoever asks.
                context -> get(context, Iris.DEFAULT_ORGANISATION));
        api.route(
                read(Owner.NAMED.get("/receipt/{id}", "describe-receipt"))
                        .summary("The receipt's own IRI")
                        .build(),
                context -> get(context, Owner.of(context)));
    }

    private static Route.Builder read(Route.Builder route) {
        return route.scope(Scope.PROVENANCE_READ)
                .inPath("id", "sha256:<hex of the canonical form>")
                .produces(ReceiptArchive.Form.mediaTypes(HTML))
                .answers(200, "The receipt")
                .answers(304, "The caller has it already")
                .answers(404, "No such receipt, or none that you may see")
                .answers(410, "Its content was erased")
                .answers(406, "No such form");
    }

    private void submit(Context context) throws RefusedException, IOException {
        String type = mediaType(context);
        Submission submission = submission(context);
        if (type.equals(JSON)) {
            submitOne(context, submission);
        } else if (NDJSON_NAMES.contains(type)) {
            requireUnconditional(submission);
            submitMany(context, submission);
        } else {
            throw new RefusedException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send a receipt as " + JSON + ", or many as " + NDJSON + ", one a line.");
        }
    }

    /** The first of many would move the chain, and refuse all the others. */
    private static void requireUnconditional(Submission submission) throws RefusedException {
        if (submission.expectedPrevious().isPresent()) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST,
                    OrchHeaders.PREVIOUS_EVENT_HASH + " goes with one receipt; send each by itself, or leave it out.");
        }
    }

    private void submitOne(Context context, Submission submission) throws RefusedException, IOException {
        if (context.req().getContentLengthLong() > limits.receiptBytes()) {
            throw tooLarge(limits.receiptBytes());
        }
        byte[] received = context.req().getInputStream().readNBytes(limits.receiptBytes() + 1);
        Outcome outcome = Acknowledgement.await(intake.take(
                received,
                submission.keyed(Idempotency.key(context)
                        .map(key -> IdempotencyKey.of(OPERATION, key, received, parameters(submission))))));
        long size = archive.size();
        context.header(Freshness.LEDGER_SIZE, String.valueOf(size));
        if (outcome instanceof Outcome.Refused refused) {
            ProblemJson.answer(context, refused.problem());
            return;
        }
        answer(context, (Outcome.Written) outcome, size);
    }

    /** What the query says of a receipt is part of the request. */
    private static String[] parameters(Submission submission) {
        return new String[] {submission.leniency().name(), String.valueOf(submission.branches())};
    }

    private void answer(Context context, Outcome.Written written, long size) throws RefusedException {
        boolean published =
                Preferences.waits(context) && archive.awaitPublished(written.sequence() + 1, CHECKPOINT_WAIT);
        boolean repeatable = Idempotency.key(context).isPresent();
        ObjectNode json = repeatable ? render(written) : render(written, size);
        if (published) {
            checkpoint(context, written, repeatable ? Optional.empty() : Optional.of(json));
        }
        OrchestrationHeaders.say(context, written);
        Idempotency.say(context, written);
        String place = Owner.place(context, Caller.of(context).organisation()) + "/receipts/"
                + written.id().text();
        context.header("Location", place);
        Audited.of(context.req()).target(place);
        context.status(statusOf(written));
        Reply.json(context, json);
    }

    /** @param json nothing where the answer's body must depend on the entry alone; the proof is a request away */
    private void checkpoint(Context context, Outcome.Written written, Optional<ObjectNode> json) {
        SignedCheckpoint checkpoint = archive.published();
        OrchestrationHeaders.anchor(context, checkpoint.checkpoint().anchorHash());
        json.ifPresent(body -> {
            body.putObject("checkpoint")
                    .put("size", checkpoint.size())
                    .put("root", checkpoint.checkpoint().root().base64())
                    .put("anchor_hash", checkpoint.checkpoint().anchorHash());
            proofs.inclusions(List.of(written.sequence()), checkpoint)
                    .get(0)
                    .file()
                    .ifPresent(proof -> body.put("proof", proof.text()));
        });
    }

    /** The answer is written as the work goes on; it starts with 200, because each line has a status of its own. */
    private void submitMany(Context context, Submission submission) throws RefusedException, IOException {
        if (context.req().getContentLengthLong() > limits.bodyBytes()) {
            throw tooLarge(limits.bodyBytes());
        }
        Optional<IdempotencyKey> key = Idempotency.key(context)
                .map(name -> IdempotencyKey.of(OPERATION, name, new byte[0], parameters(submission)));
        context.status(200).contentType(NDJSON);
        context.res().setContentType(NDJSON);
        OutputStream out = context.res().getOutputStream();
        try (NdjsonLines lines = new NdjsonLines(
                new BoundedStream(context.req().getInputStream(), limits.bodyBytes()), limits.receiptBytes())) {
            bulk.takeAll(
                    lines.iterator(""),
                    item -> submission.keyed(key.map(whole -> whole.part(item.source(), item.received()))),
                    result -> writeLine(out, result, key.isEmpty()));
        } catch (BoundedStream.TooLongException tooLong) {
            writeLine(out, ProblemJson.render(tooLarge(limits.bodyBytes()).problem()));
        }
        out.flush();
    }

    private void writeLine(OutputStream out, BulkIntake.Result result, boolean saysSize) {
        ObjectNode line = saysSize ? render(result.outcome(), archive.size()) : render(result.outcome());
        line.put("line", Integer.parseInt(result.source()));
        writeLine(out, line);
    }

    private static void writeLine(OutputStream out, ObjectNode line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void get(Context context, String owner) throws RefusedException {
        ReceiptId id = ReceiptId.parse(context.pathParam("id")).orElseThrow(ReceiptRoutes::unknown);
        String chosen = Accepts.chosen(context, ReceiptArchive.Form.mediaTypes(HTML));
        Sight sight = Caller.of(context).sight();
        ReceiptArchive.Seen seen = archive.seenBy(sight);
        ReceiptArchive.Stored stored = seen.find(owner, id).orElseThrow(() -> missing(seen, owner, id));
        context.header(Freshness.LEDGER_SIZE, String.valueOf(archive.size()));
        if (chosen.equals(HTML)) {
            Reply.page(
                    context,
                    ReceiptPage.of(
                            stored,
                            attachments.seenBy(sight).of(stored.entry().sequence()),
                            Owner.place(context, owner)));
        } else {
            Reply.tagged(context, chosen, stored.as(ReceiptArchive.Form.of(chosen)));
        }
    }

    /** @param size of the ledger that the answer rests on */
    static ObjectNode render(Outcome outcome, long size) {
        return render(outcome).put("ledger_size", size);
    }

    /** What became of a receipt, told from its entry alone: at any time the same. */
    static ObjectNode render(Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (outcome instanceof Outcome.Refused refused) {
            json.put("status", refused.problem().type().status());
            json.set("problem", ProblemJson.render(refused.problem()));
        } else if (outcome instanceof Outcome.Written written) {
            json.put("status", statusOf(written));
            json.put("id", written.id().text()).put("sequence", written.sequence());
            json.put("event_hash", written.eventHash()).put("prev_event_hash", written.previousEventHash());
        }
        if (outcome instanceof Outcome.Recorded recorded) {
            warnings(json, recorded.warnings());
        } else if (outcome instanceof Outcome.Replayed replayed) {
            warnings(json, replayed.warnings());
        }
        return json;
    }

    /** A request that is answered again was new when it was answered first. */
    static int statusOf(Outcome.Written written) {
        return written instanceof Outcome.Repeated ? 200 : 201;
    }

    private static void warnings(ObjectNode json, List<Warning> warnings) {
        if (!warnings.isEmpty()) {
            var array = json.putArray("warnings");
            warnings.forEach(
                    warning -> array.addObject().put("rule", warning.rule()).put("pointer", warning.pointer()));
        }
    }

    private static Submission submission(Context context) throws RefusedException {
        OrchHeaders headers = OrchHeaders.read(context::header);
        Leniency leniency = flag(context, "lenient") ? Leniency.LENIENT : Leniency.STRICT;
        Caller caller = Caller.of(context);
        return new Submission(caller.organisation(), leniency)
                .with(caller.submitter(headers.caller()), headers.previousEventHash())
                .branching(flag(context, "branch"))
                .seeing(caller.sight());
    }

    private static boolean flag(Context context, String name) throws RefusedException {
        String value = Optional.ofNullable(context.queryParam(name)).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "'" + name + "' is true or false.");
        }
        return value.equals("true");
    }

    private static String mediaType(Context context) {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private static RefusedException tooLarge(long limit) {
        return new RefusedException(
                Problem.of(ProblemType.TOO_LARGE, "At most " + limit + " bytes are taken; send less at a time."));
    }

    /** Whoever could see a receipt is told that it was erased; all others, that there is none. */
    static RefusedException missing(ReceiptArchive.Seen seen, String owner, ReceiptId id) {
        return seen.isErased(owner, id) ? erased() : unknown();
    }

    static RefusedException erased() {
        return new RefusedException(
                ProblemType.ERASED, "The content of this receipt was erased; its entry and its proof stay.");
    }

    private static RefusedException unknown() {
        return new RefusedException(ProblemType.NOT_FOUND, "There is no such receipt.");
    }
}
