package dev.whence.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.BulkIntake;
import dev.whence.receive.BulkIntake.Item;
import dev.whence.receive.IdempotencyKey;
import dev.whence.receive.NdjsonLines;
import dev.whence.receive.Outcome;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.RecordFiles;
import dev.whence.receive.Submission;
import dev.whence.validate.Leniency;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code POST /catalog/records}: handing in what catalogs say, in the syntaxes in which they say it. A document of many
 * records is taken apart, and answered with a line a record; the good ones are kept beside the bad ones.
 */
final class CatalogRecordRoutes {
    private static final String OPERATION = "catalog.records.submit";
    private static final String NDJSON = "application/x-ndjson";
    private static final List<String> TAKEN = List.of(
            "application/json",
            "application/ld+json",
            "text/turtle",
            "application/rdf+xml",
            "application/n-triples",
            "application/geo+json",
            NDJSON);

    private final ReceiptIntake intake;
    private final BulkIntake bulk;
    private final RecordFiles files;
    private final long mostBytes;

    /** @param mostBytes of a whole body; each record has the limit of a receipt besides */
    CatalogRecordRoutes(ReceiptIntake intake, BulkIntake bulk, RecordFiles files, long mostBytes) {
        this.intake = intake;
        this.bulk = bulk;
        this.files = files;
        this.mostBytes = mostBytes;
    }

    void register(Api api) {
        api.route(
                Route.post("/catalog/records", "submitCatalogRecords")
                        .scope(Scope.PROVENANCE_WRITE)
                        .summary("Hands in catalog records: STAC, DCAT, DCAT-US or PROV, one or a whole catalog")
                        .repeatable()
                        .consumes(TAKEN.toArray(String[]::new))
                        .produces(List.of("application/json", NDJSON))
                        .answers(200, "It was here before; or, for many, a result line for each record")
                        .answers(201, "It is new and durable")
                        .answers(409, "The idempotency key stands for another request or one under way")
                        .answers(413, "Too large")
                        .answers(415, "No media type that catalog records come in")
                        .answers(422, "Nothing can be read, or the record breaks rules; every one of them is listed")
                        .answers(503, "Too many wait, or the writer has stopped")
                        .build(),
                this::submit);
    }

    private void submit(Context context) throws RefusedException, IOException {
        String type = mediaType(context);
        if (!type.equals(NDJSON) && !RecordFiles.takes(type)) {
            throw new RefusedException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send catalog records as " + String.join(", ", TAKEN) + ".");
        }
        byte[] body = body(context);
        Optional<IdempotencyKey> key =
                Idempotency.key(context).map(name -> IdempotencyKey.of(OPERATION, name, body, type));
        Submission submission = submission(context);
        if (type.equals(NDJSON)) {
            many(context, lines(body), submission, key);
            return;
        }
        List<Item> items = files.items("1", body, type);
        if (items.size() == 1) {
            one(context, items.get(0), submission.keyed(key));
        } else {
            many(context, new Split(numbered(items), List.of()), submission, key);
        }
    }

    private byte[] body(Context context) throws RefusedException, IOException {
        if (context.req().getContentLengthLong() > mostBytes) {
            throw tooLarge();
        }
        try {
            return new BoundedStream(context.req().getInputStream(), mostBytes).readAllBytes();
        } catch (BoundedStream.TooLongException tooLong) {
            throw tooLarge();
        }
    }

    private RefusedException tooLarge() {
        return new RefusedException(
                Problem.of(ProblemType.TOO_LARGE, "At most " + mostBytes + " bytes are taken; send less at a time."));
    }

    /** The records of a body, and what could not be read of it. */
    private record Split(List<Item> items, List<BulkIntake.Result> refused) {}

    /** Each line is a document by itself. */
    private Split lines(byte[] body) throws IOException {
        List<Item> items = new ArrayList<>();
        List<BulkIntake.Result> refused = new ArrayList<>();
        try (NdjsonLines lines = new NdjsonLines(new ByteArrayInputStream(body), body.length)) {
            Iterator<Item> each = lines.iterator("");
            while (each.hasNext()) {
                Item line = each.next();
                try {
                    items.addAll(files.items(line.source(), line.received(), "application/json"));
                } catch (RefusedException bad) {
                    refused.add(new BulkIntake.Result(line.source(), new Outcome.Refused(bad.problem())));
                }
            }
        }
        return new Split(items, refused);
    }

    private static List<Item> numbered(List<Item> items) {
        List<Item> numbered = new ArrayList<>(items.size());
        for (Item item : items) {
            numbered.add(new Item(String.valueOf(numbered.size() + 1), item.received()));
        }
        return numbered;
    }

    private void one(Context context, Item item, Submission submission) throws RefusedException {
        Outcome outcome = Acknowledgement.await(intake.take(item.received(), submission));
        if (outcome instanceof Outcome.Refused refused) {
            ProblemJson.answer(context, refused.problem());
            return;
        }
        Outcome.Written written = (Outcome.Written) outcome;
        OrchestrationHeaders.say(context, written);
        Idempotency.say(context, written);
        String place = Owner.place(context, Caller.of(context).organisation()) + "/receipts/"
                + written.id().text();
        context.header("Location", place);
        Audited.of(context.req()).target(place);
        context.status(ReceiptRoutes.statusOf(written));
        Reply.json(context, ReceiptRoutes.render(written));
    }

    /** The answer starts with 200, because each line has a status of its own. */
    private void many(Context context, Split split, Submission submission, Optional<IdempotencyKey> key)
            throws IOException {
        context.status(200).contentType(NDJSON);
        context.res().setContentType(NDJSON);
        OutputStream out = context.res().getOutputStream();
        bulk.takeAll(
                split.items().iterator(),
                item -> submission.keyed(key.map(whole -> whole.part(item.source(), item.received()))),
                result -> line(out, result));
        split.refused().forEach(result -> line(out, result));
        out.flush();
    }

    private static void line(OutputStream out, BulkIntake.Result result) {
        ObjectNode line = ReceiptRoutes.render(result.outcome()).put("item", result.source());
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Submission submission(Context context) throws RefusedException {
        Caller caller = Caller.of(context);
        return new Submission(caller.organisation(), Leniency.STRICT)
                .with(caller.submitter(Optional.empty()), Optional.empty())
                .seeing(caller.sight());
    }

    private static String mediaType(Context context) {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
