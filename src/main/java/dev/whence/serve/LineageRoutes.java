package dev.whence.serve;

import dev.whence.access.Scope;
import dev.whence.ledger.LogProofs;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.query.walk.LineageFormats;
import dev.whence.query.walk.LineageRenderer;
import dev.whence.query.walk.LineageRequest;
import dev.whence.query.walk.LineageWalks;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.receive.ReceiptArchive;
import dev.whence.serve.page.LineagePage;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code /lineage}: walks, answered from the index in memory, so that an acknowledged receipt is in the next one. */
final class LineageRoutes {
    private static final String HTML = "text/html";
    private static final Set<String> PARAMETERS =
            Set.of("entity", "direction", "depth", "asOf", "superseded", "proof", "format");

    private final LineageWalks walks;
    private final ReceiptArchive archive;
    private final Iris iris;
    private final WalkProofs proofs;

    LineageRoutes(LineageWalks walks, ReceiptArchive archive, Iris iris, LogProofs proofs) {
        this.walks = walks;
        this.archive = archive;
        this.iris = iris;
        this.proofs = new WalkProofs(proofs);
    }

    void register(Api api) {
        api.route(
                Route.get("/lineage", "lineage")
                        .scope(Scope.PROVENANCE_READ)
                        .summary("What a thing was made from, or what was made from it")
                        .inQuery(
                                "entity",
                                "string",
                                true,
                                "a run id, URI, digest, IRI, dataset version, receipt id or path")
                        .inQuery("direction", "string", false, "up (default), down or both")
                        .inQuery("depth", "integer", false, "generations, 1 to 50; 20 unless given")
                        .inQuery("asOf", "string", false, "a ledger size or a time: the answer as it was then")
                        .inQuery("superseded", "boolean", false, "follow superseded receipts too, and mark them")
                        .inQuery("proof", "boolean", false, "prove the receipts that the walk used; in json alone")
                        .inQuery("format", "string", false, String.join(", ", words()))
                        .produces(Stream.concat(mediaTypes(), Stream.of(HTML)).toList())
                        .answers(503, "No checkpoint covers what is to be proved yet; ask again in a second")
                        .answers(200, "The walk; it says whether it is complete, and why not")
                        .answers(300, "More than one thing has this name; the candidates are listed")
                        .answers(400, "A parameter does not fit")
                        .answers(404, "Nothing of this name is known")
                        .answers(410, "It is a receipt whose content was erased")
                        .answers(406, "No such form")
                        .build(),
                this::walk);
    }

    private static List<String> words() {
        return Stream.concat(LineageFormats.all().stream().map(LineageRenderer::name), Stream.of("html"))
                .toList();
    }

    /** JSON first: it is what a program gets that does not say what it likes. */
    private static Stream<String> mediaTypes() {
        return Stream.concat(
                        Stream.of("application/json"),
                        LineageFormats.all().stream().map(LineageRenderer::mediaType))
                .distinct();
    }

    private void walk(Context context) throws RefusedException {
        refuseUnknownParameters(context);
        Optional<LineageRenderer> format = format(context);
        LineageRequest request = request(context);
        boolean proved = flag(context, "proof");
        if (proved) {
            requireJson(format);
        }
        if (format.isEmpty()) {
            page(context, request);
            return;
        }
        LineageAnswer answer = answer(context, request);
        if (proved) {
            Reply.tagged(context, Reply.JSON, Reply.utf8(proofs.render(answer)));
            return;
        }
        Reply.tagged(context, format.get().mediaType(), Reply.utf8(LineageFormats.render(format.get(), answer)));
    }

    private LineageAnswer answer(Context context, LineageRequest request) throws RefusedException {
        LineageAnswer answer = walk(request);
        context.header(Freshness.LEDGER_SIZE, String.valueOf(answer.asOf()));
        context.header("Whence-Complete", String.valueOf(answer.complete()));
        return answer;
    }

    /** Of a receipt that was erased nothing is known any more but that; who could see it is told so much. */
    private LineageAnswer walk(LineageRequest request) throws RefusedException {
        try {
            return walks.answer(request);
        } catch (RefusedException refused) {
            throw refused.problem().type() == ProblemType.NOT_FOUND && isErased(request)
                    ? ReceiptRoutes.erased()
                    : refused;
        }
    }

    private boolean isErased(LineageRequest request) {
        ReceiptArchive.Seen seen = archive.seenBy(request.asker().sight());
        Optional<ReceiptId> own = ReceiptId.parse(request.thing());
        if (own.isPresent()) {
            return seen.isErased(request.asker().organisation(), own.get());
        }
        Optional<Iris.Minted> minted =
                iris.read(request.thing()).filter(name -> name.type().equals("receipt"));
        return minted.flatMap(name -> ReceiptId.parse(name.names().get(0)))
                .filter(id -> seen.isErased(minted.get().organisation(), id))
                .isPresent();
    }

    /** A person is told of trouble on a page, not in JSON. */
    private void page(Context context, LineageRequest request) {
        try {
            Reply.page(context, LineagePage.of(answer(context, request), iris));
        } catch (RefusedException refused) {
            context.status(refused.problem().type().status());
            Reply.page(context, LineagePage.trouble(request.thing(), refused.problem()));
        }
    }

    private static LineageRequest request(Context context) throws RefusedException {
        String entity = Optional.ofNullable(context.queryParam("entity")).orElse("");
        if (entity.isEmpty()) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "Name a thing: /lineage?entity=…");
        }
        Audited.of(context.req()).target(entity);
        return LineageRequest.parse(
                entity,
                Caller.of(context).asker(),
                given(context, "direction", "up"),
                given(context, "depth", "20"),
                Optional.ofNullable(context.queryParam("asOf")),
                flag(context, "superseded"));
    }

    private static boolean flag(Context context, String name) throws RefusedException {
        String word = given(context, name, "false");
        if (!word.equals("true") && !word.equals("false")) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "'" + name + "' is true or false.");
        }
        return word.equals("true");
    }

    private static void requireJson(Optional<LineageRenderer> format) throws RefusedException {
        if (format.filter(renderer -> renderer.mediaType().equals(Reply.JSON)).isEmpty()) {
            throw new RefusedException(
                    ProblemType.NOT_ACCEPTABLE,
                    "Only JSON can carry the proofs: ask with format=json, or without proof=true.");
        }
    }

    private static String given(Context context, String name, String usual) {
        return Optional.ofNullable(context.queryParam(name)).orElse(usual);
    }

    /** A misspelt parameter would else be an answer to another question. */
    private static void refuseUnknownParameters(Context context) throws RefusedException {
        Set<String> unknown = new TreeSet<>(context.queryParamMap().keySet());
        unknown.removeAll(PARAMETERS);
        if (!unknown.isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemType.BAD_REQUEST,
                    "There are parameters that a walk does not have.",
                    unknown.stream()
                            .map(name -> new Violation(name, "parameter:unknown", "a walk has no such parameter"))
                            .toList()));
        }
    }

    /** @return nothing where a page is wanted */
    private static Optional<LineageRenderer> format(Context context) throws RefusedException {
        String word = context.queryParam("format");
        if (word == null) {
            String chosen = Accepts.chosen(
                    context, Stream.concat(mediaTypes(), Stream.of(HTML)).toList());
            return LineageFormats.all().stream()
                    .filter(format -> format.mediaType().equals(chosen))
                    .findFirst();
        }
        Optional<LineageRenderer> named = LineageFormats.named(word);
        if (named.isEmpty() && !word.equals("html")) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST, "A walk can be had as " + String.join(", ", words()) + ".");
        }
        return named;
    }
}
