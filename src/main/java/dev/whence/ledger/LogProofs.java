package dev.whence.ledger;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.merkle.Proofs;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.tile.TilePath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes proofs for any size up to the newest checkpoint's, from the published tiles. No proof leaves this room that does
 * not hold: each is checked first, against the signed root where there is one. Thread safe.
 */
public final class LogProofs {
    private final Log log;
    private final PublishedLog published;
    private final TileFiles files;

    public LogProofs(Log log) {
        this.log = log;
        this.published = new PublishedLog(log);
        this.files = new TileFiles(log.paths(), new OsDisk());
    }

    /** The newest checkpoint; proofs can be had for every size up to its own. */
    public SignedCheckpoint newest() {
        return log.published();
    }

    /**
     * Waits for a checkpoint that covers so many entries, and returns the newest.
     *
     * @throws RefusedException {@link ProblemType#UNAVAILABLE} where that takes too long, or will not come because writing
     *     has ended
     */
    public SignedCheckpoint await(long size, Duration atMost) throws RefusedException {
        try {
            return log.awaitPublished(size, atMost)
                    .orElseThrow(() -> unavailable(
                            "It is durable, but no signed checkpoint covers it yet; ask again in a second."));
        } catch (LedgerStoppedException ended) {
            throw unavailable(
                    "It is durable, but writing has ended because the disk failed: a checkpoint covers it when the"
                            + " server has been started again.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("The server is stopping; ask again when it is back.");
        }
    }

    private static RefusedException unavailable(String detail) {
        return new RefusedException(ProblemType.UNAVAILABLE, detail);
    }

    /** The checkpoint of a size, where one was published. */
    public Optional<SignedCheckpoint> checkpoint(long size) {
        return published.checkpoint(size).map(note -> read(size, note));
    }

    private SignedCheckpoint read(long size, byte[] note) {
        try {
            Optional<Checkpoint> checkpoint =
                    Checkpoint.parse(SignedNote.parse(note).text());
            if (checkpoint.filter(kept -> kept.size() == size).isPresent()) {
                return new SignedCheckpoint(checkpoint.get(), new String(note, StandardCharsets.UTF_8));
            }
        } catch (RefusedException notANote) {
            throw damaged(size, "it is not a signed note");
        }
        throw damaged(size, "it is not the checkpoint of its size");
    }

    /**
     * Proves that an entry is in the log of a size, which is greater than the entry's sequence and not greater than that
     * of {@link #newest}.
     */
    public InclusionProof inclusion(long sequence, long size) {
        return new Maker().inclusion(sequence, size, checkpoint(size));
    }

    /** Proves many entries against one checkpoint; tiles are read once. */
    public List<InclusionProof> inclusions(List<Long> sequences, SignedCheckpoint checkpoint) {
        Maker maker = new Maker();
        return sequences.stream()
                .map(sequence -> maker.inclusion(sequence, checkpoint.size(), Optional.of(checkpoint)))
                .toList();
    }

    /** Proves that the log of one size is the beginning of the log of another, not greater than that of {@link #newest}. */
    public GrowthProof growth(long from, long to) {
        return new Maker().growth(from, to, checkpoint(to));
    }

    /** The entry whose leaf hash this is, where it is among the first so many; looks through the tiles. */
    public OptionalLong find(Hash leaf, long size) {
        for (long index = 0; index * Tiles.WIDTH < size; index++) {
            int width = (int) Math.min(Tiles.WIDTH, size - index * Tiles.WIDTH);
            byte[] tile = files.tile(0, index, widthOf(0, index, newest().size()));
            for (int position = 0; position < width; position++) {
                if (Hash.inTile(tile, position).equals(leaf)) {
                    return OptionalLong.of(index * Tiles.WIDTH + position);
                }
            }
        }
        return OptionalLong.empty();
    }

    /** How many hashes a tile has in the published log: the width in which it is there, or was until the full one came. */
    private static int widthOf(int level, long index, long publishedSize) {
        return (int) Math.min(Tiles.WIDTH, Tiles.hashesAt(level, publishedSize) - index * Tiles.WIDTH);
    }

    private LedgerDamagedException damaged(long size, String message) {
        return new LedgerDamagedException(
                new Fault(log.paths().place(log.paths().checkpoint(size)), message));
    }

    /** Makes proofs from one state of the log, and reads each tile once. Not thread safe. */
    private final class Maker {
        private final long publishedSize = newest().size();
        private final Map<TilePath, byte[]> read = new HashMap<>();

        private Proofs proofs(long size) {
            TileTree.Source tiles = (level, index, width) -> read.computeIfAbsent(
                    TilePath.full(level, index),
                    tile -> files.tile(level, index, widthOf(level, index, publishedSize)));
            return new Proofs(size, tiles);
        }

        InclusionProof inclusion(long sequence, long size, Optional<SignedCheckpoint> checkpoint) {
            Proofs proofs = proofs(size);
            Entry entry = log.entry(sequence);
            Hash root = root(proofs, checkpoint);
            List<Hash> hashes = proofs.inclusion(sequence);
            if (!ProofVerifier.includes(sequence, size, entry.leafHash(), hashes, root)) {
                throw unprovable("entry " + sequence + " is not in the tree of " + size + " entries");
            }
            return new InclusionProof(entry, size, root, hashes, checkpoint, true);
        }

        GrowthProof growth(long from, long to, Optional<SignedCheckpoint> checkpoint) {
            Hash fromRoot = proofs(from).root();
            Proofs later = proofs(to);
            Hash toRoot = root(later, checkpoint);
            List<Hash> hashes = later.consistency(from);
            if (!ProofVerifier.isPrefix(from, to, fromRoot, toRoot, hashes)) {
                throw unprovable("the tree of " + from + " entries does not begin the tree of " + to);
            }
            return new GrowthProof(from, to, fromRoot, toRoot, hashes, checkpoint);
        }

        private Hash root(Proofs proofs, Optional<SignedCheckpoint> checkpoint) {
            return checkpoint.map(signed -> signed.checkpoint().root()).orElseGet(proofs::root);
        }

        private LedgerDamagedException unprovable(String message) {
            return new LedgerDamagedException(
                    new Fault(log.paths().place(log.paths().tiles()), message));
        }
    }
}
