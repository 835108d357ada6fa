package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.access.Sight;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.AttachmentArchive;
import dev.whence.receive.AttachmentDocument;
import dev.whence.receive.EventVerdict;
import dev.whence.receive.IdempotencyKey;
import dev.whence.receive.Outcome;
import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.Submission;
import dev.whence.validate.Leniency;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /receipts/{id}/attachments}: handing in what belongs to a receipt, and reading it back with its verdict. */
final class AttachmentRoutes {
    private static final String OPERATION = "receipts.attach";
    private static final String PATH = "/receipts/{id}/attachments";
    private static final String BYTES = "application/octet-stream";
    private static final String RECEIPT = "sha256:<hex of the receipt's canonical form>";

    private final ReceiptIntake intake;
    private final ReceiptArchive archive;
    private final AttachmentArchive attachments;
    private final int mostReceiptBytes;

    AttachmentRoutes(
            ReceiptIntake intake, ReceiptArchive archive, AttachmentArchive attachments, int mostReceiptBytes) {
        this.intake = intake;
        this.archive = archive;
        this.attachments = attachments;
        this.mostReceiptBytes = mostReceiptBytes;
    }

    void register(Api api) {
        for (Owner owner : Owner.values()) {
            register(api, owner);
        }
    }

    private void register(Api api, Owner owner) {
        api.route(
                owner.post(PATH, "attach")
                        .scope(Scope.PROVENANCE_WRITE)
                        .summary(
                                "Attaches bytes, such as a signature or an attestation, and says what came of checking them")
                        .inPath("id", RECEIPT)
                        .inQuery("name", "string", false, "the file's name, without folders")
                        .repeatable()
                        .consumes("*/*")
                        .produces(List.of(Reply.JSON))
                        .answers(200, "It was here before, with this verdict")
                        .answers(201, "It is new, or its verdict is, and durable")
                        .answers(404, "No such receipt")
                        .answers(410, "Its content was erased")
                        .answers(409, "The idempotency key stands for another request, or for one under way")
                        .answers(413, "Too large")
                        .answers(422, "It may not be attached; every reason is listed")
                        .answers(503, "Too many wait, or the writer has stopped")
                        .build(),
                this::attach);
        api.route(
                owner.get(PATH, "listAttachments")
                        .scope(Scope.PROVENANCE_READ)
                        .summary("A receipt's attachments, each with the verdict that was recorded last")
                        .inPath("id", RECEIPT)
                        .produces(List.of(Reply.JSON))
                        .answers(200, "Its attachments, oldest first")
                        .answers(404, "No such receipt")
                        .answers(410, "Its content was erased")
                        .build(),
                this::list);
        api.route(
                owner.get(PATH + "/{attachment}", "getAttachment")
                        .scope(Scope.PROVENANCE_READ)
                        .summary("An attachment's bytes, exactly as they came")
                        .inPath("id", RECEIPT)
                        .inPath("attachment", "the attachment's own id, as the list gives it")
                        .produces(List.of(BYTES))
                        .answers(200, "The bytes; the media type that they came with is in the list")
                        .answers(304, "The caller has them already")
                        .answers(404, "No such attachment of this receipt")
                        .build(),
                this::bytes);
    }

    private void attach(Context context) throws RefusedException, IOException {
        ReceiptId receipt = receipt(context);
        Caller caller = Caller.of(context);
        String owner = Owner.of(context);
        ReceiptArchive.Seen seen = archive.seenBy(caller.sight());
        if (seen.find(owner, receipt).isEmpty()) {
            throw ReceiptRoutes.missing(seen, owner, receipt);
        }
        requireMember(caller, owner);
        int most = AttachmentDocument.mostBytes(mostReceiptBytes);
        byte[] content = context.req().getInputStream().readNBytes(most + 1);
        if (content.length > most) {
            throw new RefusedException(
                    ProblemType.TOO_LARGE,
                    "At most " + most + " bytes are attached; keep the rest elsewhere and attach a digest.");
        }
        String name = Optional.ofNullable(context.queryParam("name")).orElse("attachment");
        String type = Optional.ofNullable(context.contentType()).orElse(BYTES);
        byte[] document = AttachmentDocument.of(receipt, name, type, content);
        Optional<IdempotencyKey> key =
                Idempotency.key(context).map(text -> IdempotencyKey.of(OPERATION, text, document));
        Outcome outcome = Acknowledgement.await(
                intake.take(document, submission(caller, owner).keyed(key)));
        if (outcome instanceof Outcome.Refused refused) {
            ProblemJson.answer(context, refused.problem());
            return;
        }
        Outcome.Written written = (Outcome.Written) outcome;
        ReceiptId id = written.id();
        ObjectNode json =
                key.isPresent() ? ReceiptRoutes.render(outcome) : ReceiptRoutes.render(outcome, archive.size());
        // From the entry, which stays where the bytes were erased since.
        seen.entry(owner, id)
                .flatMap(entry -> EventVerdict.of(entry.event()))
                .ifPresent(verdict -> json.set("attestation", EventVerdict.json(verdict)));
        OrchestrationHeaders.say(context, written);
        Idempotency.say(context, written);
        context.header(
                "Location", Owner.place(context, owner) + "/receipts/" + receipt.text() + "/attachments/" + id.text());
        context.header(Freshness.LEDGER_SIZE, String.valueOf(archive.size()));
        context.status(ReceiptRoutes.statusOf(written));
        Reply.json(context, json);
    }

    private void list(Context context) throws RefusedException {
        ReceiptId receipt = receipt(context);
        String owner = Owner.of(context);
        Sight sight = Caller.of(context).sight();
        List<AttachmentArchive.Stored> all = attachments
                .seenBy(sight)
                .of(owner, receipt)
                .orElseThrow(() -> ReceiptRoutes.missing(archive.seenBy(sight), owner, receipt));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("receipt", receipt.text());
        var array = json.putArray("attachments");
        all.forEach(stored -> array.add(render(stored)));
        context.header(Freshness.LEDGER_SIZE, String.valueOf(archive.size()));
        Reply.json(context, json);
    }

    private static ObjectNode render(AttachmentArchive.Stored stored) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", stored.entry().event().receiptId().text());
        json.put("name", stored.attachment().name())
                .put("media_type", stored.attachment().mediaType());
        json.put("size", stored.attachment().bytes().length);
        json.put("digest", stored.attachment().digest().text());
        json.put("sequence", stored.entry().sequence())
                .put("event_hash", stored.entry().eventHash());
        json.put("recorded_at", stored.entry().event().time().toString());
        json.set("attestation", EventVerdict.json(stored.verdict()));
        return json;
    }

    /** A stranger chose the bytes: a browser shall save them, and never show them as a page of ours. */
    private void bytes(Context context) throws RefusedException {
        ReceiptId receipt = receipt(context);
        String owner = Owner.of(context);
        AttachmentArchive.Seen seen = attachments.seenBy(Caller.of(context).sight());
        AttachmentArchive.Stored stored = ReceiptId.parse(context.pathParam("attachment"))
                .flatMap(id -> seen.find(owner, id))
                .filter(found -> found.attachment().attachmentOf().equals(receipt))
                .orElseThrow(() -> new RefusedException(
                        ProblemType.NOT_FOUND, "The receipt has no such attachment; its list is one step up."));
        context.header(
                "Content-Disposition",
                "attachment; filename=\"" + Iris.segment(stored.attachment().name()) + "\"");
        context.header("Content-Security-Policy", "sandbox; default-src 'none'");
        context.header(Freshness.LEDGER_SIZE, String.valueOf(archive.size()));
        Reply.tagged(context, BYTES, stored.attachment().bytes());
    }

    /** What is public, anybody may read; only its owner adds to it. */
    private static void requireMember(Caller caller, String owner) throws RefusedException {
        if (!caller.writesFor(owner)) {
            throw new RefusedException(
                    ProblemType.FORBIDDEN, "The receipt is another organisation's, which alone attaches to it.");
        }
    }

    private static Submission submission(Caller caller, String owner) throws RefusedException {
        return new Submission(owner, Leniency.STRICT)
                .with(caller.submitter(Optional.empty()), Optional.empty())
                .seeing(caller.sight());
    }

    private static ReceiptId receipt(Context context) throws RefusedException {
        return ReceiptId.parse(context.pathParam("id")).orElseThrow(AttachmentRoutes::unknown);
    }

    private static RefusedException unknown() {
        return new RefusedException(ProblemType.NOT_FOUND, "There is no such receipt.");
    }
}
