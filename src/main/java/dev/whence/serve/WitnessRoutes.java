package dev.whence.serve;

import dev.whence.witness.Verdict;
import dev.whence.witness.Witness;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** C2SP tlog-witness over HTTP: checkpoints come in, cosignatures go out, and monitors read what was signed. */
final class WitnessRoutes {
    /** 63 hashes and a note with many signatures are far less. */
    private static final int MOST_BYTES = 64 << 10;

    private static final String NOTE = "text/plain";
    private static final String SIZE = "text/x.tlog.size";
    private static final String CHECKPOINT = "/{origin}/checkpoint";

    private final Witness witness;

    WitnessRoutes(Witness witness) {
        this.witness = witness;
    }

    void register(Api api) {
        api.route(
                Route.post("/add-checkpoint", "addCheckpoint")
                        .open()
                        .summary(
                                "Hands in a checkpoint with the proof that the log has grown to it (C2SP tlog-witness)")
                        .consumes(NOTE)
                        .produces(List.of(NOTE))
                        .answers(200, "The witness's signature line")
                        .answers(400, "The body has not the form, or the old size is greater than the checkpoint's")
                        .answers(403, "No key of the log has signed it, or a signature by one is wrong")
                        .answers(404, "The log is not known here")
                        .answers(409, "The proof begins elsewhere; the body is the size that was signed last")
                        .answers(413, "Too large")
                        .answers(422, "The log is not shown to have grown from what was signed last")
                        .build(),
                this::add);
        api.route(
                Route.get(CHECKPOINT, "witnessedCheckpoint")
                        .open()
                        .summary("The largest checkpoint that was signed of a log")
                        .inPath("origin", "SHA-256 of the log's origin, as 64 lower-case hexadecimal digits")
                        .produces(List.of(NOTE))
                        .answers(200, "The note, with the log's signatures and the witness's")
                        .answers(404, "None was signed")
                        .build(),
                this::read);
    }

    private void add(Context context) throws IOException {
        byte[] body = context.req().getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            answer(context, 413, NOTE, "At most " + MOST_BYTES + " bytes are taken.\n");
            return;
        }
        Verdict verdict = witness.add(body);
        if (verdict instanceof Verdict.Cosigned signed) {
            answer(context, 200, NOTE, signed.line().text());
        } else if (verdict instanceof Verdict.Elsewhere elsewhere) {
            context.status(409).contentType(SIZE).result(Reply.utf8(elsewhere.size() + "\n"));
        } else {
            Verdict.Refused refused = (Verdict.Refused) verdict;
            answer(context, refused.reason().status(), NOTE, refused.detail() + "\n");
        }
    }

    private void read(Context context) {
        Optional<String> note = witness.checkpoint(context.pathParam("origin"));
        context.header("Cache-Control", "no-cache");
        answer(
                context,
                note.isPresent() ? 200 : 404,
                NOTE,
                note.orElse("No checkpoint of that log was signed here.\n"));
    }

    private static void answer(Context context, int status, String mediaType, String body) {
        context.status(status);
        Reply.text(context, mediaType, body);
    }
}
