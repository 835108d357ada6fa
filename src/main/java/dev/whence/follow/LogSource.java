package dev.whence.follow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Event;
import dev.whence.ledger.Following;
import dev.whence.ledger.PayloadRef;
import dev.whence.receipt.Iris;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The files of another log, and what its server says beside them. Everything that comes from here is hearsay. For one
 * thread.
 */
final class LogSource {
    private static final long NOTE_BYTES = 64 << 10;
    private static final long KEY_BYTES = 4 << 10;
    private static final long HEALTH_BYTES = 256 << 10;
    private static final long TILE_BYTES = Tiles.WIDTH * Hash.LENGTH;
    private static final long BUNDLE_BYTES = Tiles.WIDTH * (2L + Entry.MOST_BYTES);
    /** Answers by which a server says that it will not give a thing, now or for us. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404, 406, 410, 451);

    private final Following following;
    private final Http http;
    private Optional<String> tag = Optional.empty();

    LogSource(Following following, Http http) {
        this.following = following;
        this.http = http;
    }

    Following following() {
        return following;
    }

    /** The newest checkpoint's note; nothing where it is the one that was asked for last. */
    Optional<byte[]> checkpoint() throws TroubleException, InterruptedException {
        URI address = following.log().resolve("checkpoint");
        Map<String, String> headers =
                tag.map(known -> Map.of("If-None-Match", known)).orElse(Map.of());
        Http.Answer answer = Http.await(http.ask(address, headers, NOTE_BYTES), address);
        if (answer.status() == 304) {
            return Optional.empty();
        }
        byte[] note = require(answer, address);
        tag = Optional.ofNullable(answer.headers().get("ETag"));
        return Optional.of(note);
    }

    /** The checkpoint of the empty log, where the log keeps its earlier ones as Whence does. */
    Optional<byte[]> emptyCheckpoint() throws TroubleException, InterruptedException {
        URI address = following.log().resolve("checkpoints/0");
        Http.Answer answer = Http.await(http.ask(address, Map.of(), NOTE_BYTES), address);
        return answer.isGood() ? Optional.of(answer.body()) : Optional.empty();
    }

    /** Asks for the checkpoint afresh the next time, whatever came before. */
    void forgetCheckpoint() {
        tag = Optional.empty();
    }

    /** A bundle, or where it has gone the full one. */
    CompletableFuture<byte[]> bundle(TilePath path) {
        return file(path, BUNDLE_BYTES);
    }

    /** The tiles of hashes; a tile that does not come throws {@link UncheckedIOException}. */
    TileTree.Source tiles() {
        return (level, index, width) -> {
            TilePath path = new TilePath(level, index, width);
            try {
                byte[] tile = Http.await(file(path, TILE_BYTES), address(path));
                if (tile.length < path.bytes()) {
                    throw new TroubleException(address(path) + " is too short for a tile");
                }
                return tile;
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new TroubleException("ended while asking for " + address(path)));
            }
        };
    }

    URI address(TilePath path) {
        return following.log().resolve(path.text());
    }

    private CompletableFuture<byte[]> file(TilePath path, long mostBytes) {
        return http.ask(address(path), Map.of(), mostBytes).thenCompose(answer -> {
            boolean gone = path.isPartial() && (answer.status() == 404 || answer.status() == 410);
            return gone
                    ? file(path.full(), mostBytes)
                    : CompletableFuture.completedFuture(answer).thenApply(given -> requireUnchecked(given, path));
        });
    }

    private byte[] requireUnchecked(Http.Answer answer, TilePath path) {
        try {
            return require(answer, address(path));
        } catch (TroubleException trouble) {
            throw new java.util.concurrent.CompletionException(trouble);
        }
    }

    private static byte[] require(Http.Answer answer, URI address) throws TroubleException {
        if (!answer.isGood()) {
            throw new TroubleException(address + " answers " + answer.status());
        }
        return answer.body();
    }

    /**
     * A payload that lies beside the log, as the server gives it to us.
     *
     * @return nothing where the server refuses it, or there is only a folder of files
     */
    CompletableFuture<Optional<byte[]>> payload(Entry entry, PayloadRef ref) {
        if (following.server().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        URI address = receipt(entry);
        return http.ask(address, Map.of("Accept", ref.mediaType()), ref.size()).thenApply(answer -> {
            if (REFUSALS.contains(answer.status())) {
                return Optional.empty();
            }
            if (!answer.isGood()) {
                throw new java.util.concurrent.CompletionException(
                        new TroubleException(address + " answers " + answer.status()));
            }
            return Optional.of(answer.body());
        });
    }

    /** By its owner's name for it, whoever we are there: its own IRI, under the server's root. */
    URI receipt(Entry entry) {
        Event event = entry.event();
        String root = following.primary().toString();
        return URI.create(new Iris(root).receipt(event.org(), event.receiptId()));
    }

    /** The verifier key that the log publishes beside its files; nothing where it does not. */
    Optional<String> key() throws TroubleException, InterruptedException {
        URI address = following.log().resolve("log.vkey");
        Http.Answer answer = Http.await(http.ask(address, Map.of(), KEY_BYTES), address);
        return answer.isGood()
                ? Optional.of(new String(answer.body(), StandardCharsets.UTF_8).strip())
                : Optional.empty();
    }

    /** The base of the IRIs that the server mints; nothing where only files are served. */
    Optional<String> base() throws TroubleException, InterruptedException {
        if (following.server().isEmpty()) {
            return Optional.empty();
        }
        URI address = following.server().get().resolve("health");
        Http.Answer answer = Http.await(http.ask(address, Map.of("Accept", "application/json"), HEALTH_BYTES), address);
        return answer.isGood() ? base(answer.body()) : Optional.empty();
    }

    private static Optional<String> base(byte[] health) {
        try {
            JsonNode base = new ObjectMapper().readTree(health).path("base");
            return base.isTextual() ? Optional.of(base.textValue()) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
