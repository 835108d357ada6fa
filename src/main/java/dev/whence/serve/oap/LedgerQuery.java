package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.Blocks;
import dev.whence.ledger.Event;
import dev.whence.ledger.LedgerStoppedException;
import dev.whence.ledger.Log;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * {@code provenance.ledger.query}: the log's blocks, in order; or the one that a block id, an event hash or a Merkle root
 * names, if they all name the same.
 */
final class LedgerQuery implements EnvelopeType {
    static final String NAME = "provenance.ledger.query";

    /** So many event hashes end a page, whatever its limit: a block may be long. */
    private static final long MOST_HASHES = 100_000;

    private static final Duration CHECKPOINT_WAIT = Duration.ofSeconds(2);
    private static final Pattern BLOCK_ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern ROOT = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Log log;
    private final Blocks blocks;
    private final Cursors cursors;

    LedgerQuery(Log log, Blocks blocks, Cursors cursors) {
        this.log = log;
        this.blocks = blocks;
        this.cursors = cursors;
    }

    /** What names a block. */
    private record Names(Optional<String> blockId, Optional<String> eventHash, Optional<String> root) {
        boolean none() {
            return blockId.isEmpty() && eventHash.isEmpty() && root.isEmpty();
        }
    }

    @Override
    public Work prepare(Fields params, Call call) {
        Names names = new Names(
                params.optionalText("block_id"), params.optionalText("event_hash"), params.optionalText("merkle_root"));
        if (names.eventHash().filter(hash -> !Event.isEventHash(hash)).isPresent()) {
            params.fault("event_hash", "params:hash", "An event hash is sha256: and 64 lower-case hexadecimal digits.");
        }
        if (names.root().filter(root -> !ROOT.matcher(root).matches()).isPresent()) {
            params.fault("merkle_root", "params:hash", "A root is sha256: and 64 lower-case hexadecimal digits.");
        }
        Page page = Page.read(params, call, cursors, log.published().size());
        params.refuseOthers();
        return () -> Work.Done.read(names.none() ? all(page, call) : named(names));
    }

    private ObjectNode all(Page page, Call call) {
        long size = page.from().size();
        int count = blocks.count(size);
        int place = (int) page.from().place();
        List<ObjectNode> items = new ArrayList<>();
        long hashes = 0;
        while (place < count
                && items.size() < page.limit()
                && (items.isEmpty() || hashes + blocks.length(place) <= MOST_HASHES)) {
            hashes += blocks.length(place);
            items.add(render(blocks.block(place++)));
        }
        Optional<String> next =
                place < count ? Optional.of(cursors.write(new Cursors.Position(size, place), call)) : Optional.empty();
        return Page.render("entries", items, next, OptionalInt.of(count));
    }

    private ObjectNode named(Names names) throws RefusedException {
        List<OptionalInt> places = new ArrayList<>();
        names.blockId().ifPresent(id -> places.add(byId(id)));
        if (names.eventHash().isPresent()) {
            places.add(byEvent(names.eventHash().get()));
        }
        names.root().ifPresent(root -> places.add(byRoot(root)));
        boolean one = places.stream().distinct().count() == 1;
        List<ObjectNode> items = (one ? places.get(0).stream() : IntStream.empty())
                .mapToObj(place -> render(blocks.block(place)))
                .toList();
        return Page.render("entries", items, Optional.empty(), OptionalInt.of(items.size()));
    }

    private OptionalInt byId(String id) {
        return BLOCK_ID.matcher(id).matches() ? blocks.endingAt(Long.parseLong(id)) : OptionalInt.empty();
    }

    private OptionalInt byRoot(String root) {
        return blocks.withRoot(Hash.of(HexFormat.of().parseHex(root.substring("sha256:".length()))));
    }

    /** An event that was just recorded has no block yet; it has one within a second. */
    private OptionalInt byEvent(String eventHash) throws RefusedException {
        OptionalLong sequence = blocks.sequenceOf(eventHash);
        if (sequence.isEmpty()) {
            return OptionalInt.empty();
        }
        awaitCheckpoint(sequence.getAsLong() + 1);
        return blocks.holding(sequence.getAsLong());
    }

    private void awaitCheckpoint(long size) throws RefusedException {
        try {
            if (log.awaitPublished(size, CHECKPOINT_WAIT).isPresent()) {
                return;
            }
        } catch (LedgerStoppedException stopped) {
            throw notYet();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw notYet();
    }

    private static RefusedException notYet() {
        return new RefusedException(
                ProblemType.UNAVAILABLE,
                "The event is recorded and no checkpoint covers it yet; ask again in a second.");
    }

    private static ObjectNode render(Blocks.Block block) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("block_id", Long.toString(block.end().size()));
        entry.put("timestamp", block.time().toString());
        block.eventHashes().forEach(entry.putArray("event_hashes")::add);
        entry.put("merkle_root", "sha256:" + block.end().root().hex());
        entry.put("anchor_hash", block.end().anchorHash());
        ObjectNode metadata = entry.putObject("block_metadata");
        metadata.put("origin", block.end().origin());
        metadata.put("first_sequence", block.before().size());
        metadata.put("entry_count", block.length());
        metadata.put("prev_event_hash", block.previousEventHash());
        metadata.put("prev_block_id", Long.toString(block.before().size()));
        metadata.put("prev_merkle_root", "sha256:" + block.before().root().hex());
        metadata.put("prev_anchor_hash", block.before().anchorHash());
        return entry;
    }
}
