package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.Checkpoint;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The log in blocks: a block is what came in between one kept checkpoint and the next, and is named by the size at its end.
 * Blocks stand in the order of the log, from place 0. Thread safe.
 */
public final class Blocks {
    private final Log log;
    private final KeptCheckpoints checkpoints;
    private final EventHashes hashes;

    public Blocks(Log log) {
        Disk disk = new OsDisk();
        this.log = log;
        this.checkpoints = new KeptCheckpoints(log, disk);
        this.hashes = new EventHashes(log, disk);
    }

    /**
     * One block.
     *
     * @param place in the order of blocks, from 0
     * @param end the checkpoint at its end
     * @param before the checkpoint at which it begins
     * @param time when its last entry was recorded
     * @param eventHashes of its entries, in order
     * @param previousEventHash of the entry before its first
     */
    public record Block(
            int place,
            Checkpoint end,
            Checkpoint before,
            Instant time,
            List<String> eventHashes,
            String previousEventHash) {
        public Block {
            eventHashes = List.copyOf(eventHashes);
        }

        /** How many entries it holds. */
        public long length() {
            return end.size() - before.size();
        }
    }

    /** How many blocks there are in a log of a size. */
    public int count(long size) {
        return Math.max(0, checkpoints.count(size) - 1);
    }

    /** How many entries a block holds, without reading them. */
    public long length(int place) {
        return checkpoints.size(place + 1) - checkpoints.size(place);
    }

    /** The place of the block that ends at a size. */
    public OptionalInt endingAt(long size) {
        return placed(checkpoints.ofSize(size));
    }

    /** The place of the block that holds an entry; nothing while no checkpoint covers it. */
    public OptionalInt holding(long sequence) {
        return placed(checkpoints.covering(sequence));
    }

    /** The place of the block at whose end the log has this root. */
    public OptionalInt withRoot(Hash root) {
        return placed(checkpoints.withRoot(root));
    }

    /** The first checkpoint, of the empty log, ends no block. */
    private static OptionalInt placed(OptionalInt checkpoint) {
        return checkpoint.isPresent() && checkpoint.getAsInt() > 0
                ? OptionalInt.of(checkpoint.getAsInt() - 1)
                : OptionalInt.empty();
    }

    /** The block at a place below {@link #count}. */
    public Block block(int place) {
        Checkpoint before = checkpoints.checkpoint(checkpoints.size(place));
        Checkpoint end = checkpoints.checkpoint(checkpoints.size(place + 1));
        List<String> events = hashes.hashes(before.size(), end.size()).stream()
                .map(Entry::eventHash)
                .toList();
        String previous = log.entry(before.size()).event().previousEventHash();
        Instant time = log.entry(end.size() - 1).event().time();
        return new Block(place, end, before, time, events, previous);
    }

    /** Where an event hash stands in the log, published or not. */
    public OptionalLong sequenceOf(String eventHash) {
        Optional<Hash> hash = leafHash(eventHash);
        return hash.isPresent() ? hashes.sequenceOf(hash.get()) : OptionalLong.empty();
    }

    private static Optional<Hash> leafHash(String eventHash) {
        return Event.isEventHash(eventHash)
                ? Optional.of(Hash.of(HexFormat.of().parseHex(eventHash.substring("sha256:".length()))))
                : Optional.empty();
    }
}
