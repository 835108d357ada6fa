package dev.whence.serve;

import dev.whence.access.Scope;
import dev.whence.ledger.PublishedLog;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.serve.StaticFile.Packing;
import dev.whence.serve.StaticFile.Shelf;
import dev.whence.tlog.tile.TilePath;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code /ledger}: the log as C2SP tlog-tiles has it, so that any client of that format can read it. What is served is
 * byte for byte what lies in the data folder's {@code ledger/}, which any static file server could serve instead.
 */
final class LedgerRoutes {
    private static final String ROOT = "/ledger/";
    private static final String NOTE = "text/plain";
    private static final String TILE = "application/octet-stream";
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final PublishedLog log;

    LedgerRoutes(PublishedLog log) {
        this.log = log;
    }

    void register(Api api) {
        api.route(
                file("checkpoint", "ledgerCheckpoint", "The newest checkpoint: a signed note", NOTE)
                        .open()
                        .build(),
                this::newest);
        api.route(
                file("checkpoints/{size}", "ledgerCheckpointOfSize", "A checkpoint published earlier", NOTE)
                        .open()
                        .inPath("size", "how many entries it covers")
                        .build(),
                this::earlier);
        api.route(
                file("log.vkey", "ledgerKey", "The key that checkpoints are verified with", NOTE)
                        .open()
                        .build(),
                context -> answer(context, log.key(), NOTE, Shelf.BRIEF, Packing.AS_IT_IS));
        api.route(
                file("tile/entries/{path}", "ledgerBundle", "A bundle of entries, of all organisations", TILE)
                        .scope(Scope.LEDGER_READ)
                        .inPathRest("path", "number, and for partial ones .p/width")
                        .build(),
                context -> tile(context, true));
        api.route(
                file("tile/{path}", "ledgerTile", "A tile of hashes, which show nothing", TILE)
                        .open()
                        .inPathRest("path", "level, number, and for partial ones .p/width")
                        .build(),
                context -> tile(context, false));
    }

    private static Route.Builder file(String path, String id, String summary, String mediaType) {
        return Route.get(ROOT + path, id)
                .summary(summary + " (C2SP tlog-tiles)")
                .produces(List.of(mediaType))
                .answers(200, "The file")
                .answers(304, "The caller has it already")
                .answers(404, "There is none; instead of a partial tile there may be the full one");
    }

    private void newest(Context context) {
        byte[] note = log.newest().note().getBytes(StandardCharsets.UTF_8);
        // A follower that has seen nothing yet has nothing that anybody signed.
        answer(context, Optional.of(note).filter(file -> file.length > 0), NOTE, Shelf.BRIEF, Packing.AS_IT_IS);
    }

    /** Their three lines are final, but witnesses may add cosignatures late. */
    private void earlier(Context context) {
        String size = context.req().getRequestURI().substring((ROOT + "checkpoints/").length());
        if (!SIZE.matcher(size).matches()) {
            missing(context);
            return;
        }
        long asked = Long.parseLong(size);
        boolean isNewest = asked >= log.newest().size();
        answer(context, log.checkpoint(asked), NOTE, isNewest ? Shelf.BRIEF : Shelf.WHILE, Packing.AS_IT_IS);
    }

    /** By the raw path: each tile has one name, and what a decoder or a cache makes of another one does not matter. */
    private void tile(Context context, boolean bundles) {
        // However an address is spelt: a bundle leaves this room by the door that asks for a key.
        Optional<TilePath> tile = TilePath.parse(context.req().getRequestURI().substring(ROOT.length()))
                .filter(found -> found.isBundle() == bundles);
        Packing packing = bundles ? Packing.GZIP_WHERE_ACCEPTED : Packing.AS_IT_IS;
        answer(context, tile.flatMap(log::tile), TILE, Shelf.EVER, packing);
    }

    private static void answer(Context context, Optional<byte[]> file, String mediaType, Shelf shelf, Packing packing) {
        if (file.isEmpty()) {
            missing(context);
            return;
        }
        StaticFile.answer(context, file.get(), mediaType, shelf, packing);
    }

    /** Not to be kept: what is not there yet may be there in a second. */
    private static void missing(Context context) {
        context.header("Cache-Control", "no-store");
        ProblemJson.answer(
                context,
                Problem.of(
                        ProblemType.NOT_FOUND,
                        "The log has no such file. Partial tiles go when the full one is there: ask for that one."));
    }
}
