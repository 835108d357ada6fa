package dev.whence.audit;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.merkle.Proofs;
import dev.whence.tlog.merkle.SizedTiles;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * The quick check: the newest checkpoints, the right edge of the tree, and a number of entries drawn at random, each led
 * to the signed root by its inclusion proof, with its link to the entry before, its receipt id and its blob. A log that
 * passes may still be damaged where nobody looked; the more entries are drawn, the less of it.
 */
public final class LedgerSampler {
    /** How many of the newest checkpoints are looked at. */
    private static final int CHECKPOINTS = 16;

    private final LogFiles files;
    private final CheckpointTrust trust;
    private final Findings findings = new Findings();
    private final TileReader tiles;
    private final EntryCheck entryCheck;

    private LedgerSampler(LogFiles files, CheckpointTrust trust) throws IOException {
        this.files = files;
        this.trust = trust;
        this.tiles = new TileReader(files);
        this.entryCheck = new EntryCheck(files, true);
    }

    /**
     * Checks entries that are drawn at random, or all where the log has no more.
     *
     * @param count how many
     * @param seed of the draw: the same seed draws the same entries of a log of the same size
     */
    public static Verification sample(LogFiles files, CheckpointTrust trust, int count, long seed) throws IOException {
        try {
            return new LedgerSampler(files, trust).check(count, seed);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Verification check(int count, long seed) throws IOException {
        CheckpointCheck checkpoints = new CheckpointCheck(files, trust, findings, !files.exists(Names.WRITER));
        checkpoints.readPublishedKey();
        checkpoints.read(0, CHECKPOINTS, Optional.empty());
        Optional<Checkpoint> newest = checkpoints.newest();
        long[] drawn = newest.map(log -> draw(log.size(), count, seed)).orElse(new long[0]);
        if (newest.isPresent()) {
            checkEdge(newest.get(), Names.CHECKPOINT);
            checkpoints
                    .kept()
                    .headMap(newest.get().size())
                    .forEach((size, kept) -> checkEdge(kept, Names.checkpoint(size)));
            for (long sequence : drawn) {
                checkEntry(newest.get(), sequence);
            }
            lookForTombstones(newest.get().size());
        }
        long size = newest.map(Checkpoint::size).orElse(0L);
        return new Verification(
                findings.faults(),
                findings.notices(),
                List.of((size - drawn.length) + " of " + size + " entries were not looked at, nor all tiles,"
                        + " checkpoints before the newest " + CHECKPOINTS + ", the write-ahead log, or files that"
                        + " belong to nothing"),
                size,
                newest.map(Checkpoint::root),
                Optional.of(trust.key().fingerprint()),
                drawn.length,
                checkpoints.kept().size(),
                entryCheck.tombstones().excused());
    }

    private static long[] draw(long size, int count, long seed) {
        if (size <= count) {
            return LongStream.range(0, size).toArray();
        }
        return new Random(seed).longs(0, size).distinct().limit(count).sorted().toArray();
    }

    /** Compares a checkpoint with the root over the tiles on the edge of its size. */
    private void checkEdge(Checkpoint checkpoint, String place) {
        orFault(() -> {
            Hash root = TileTree.restore(checkpoint.size(), tiles, (level, index, tile) -> {})
                    .root();
            if (!root.equals(checkpoint.root())) {
                findings.fault(place, "the root that it signs is not that of the tiles on its edge");
            }
        });
    }

    private void checkEntry(Checkpoint newest, long sequence) {
        long index = sequence / Tiles.WIDTH;
        int width = TileInventory.expectedWidth(0, index, newest.size());
        String place = Names.tile(TilePath.bundle(index, width)) + " entry " + sequence;
        orFault(() -> {
            EntryBundle bundle = tiles.bundle(index, width);
            int position = (int) (sequence % Tiles.WIDTH);
            List<Hash> proof = new Proofs(newest.size(), new SizedTiles(newest.size(), tiles)).inclusion(sequence);
            if (!ProofVerifier.includes(sequence, newest.size(), bundle.leafHash(position), proof, newest.root())) {
                findings.fault(place, "its hash and the tiles over it do not lead to the signed root");
            } else {
                checkContent(place, sequence, newest.size(), bundle.bytes(position));
            }
        });
    }

    /** Whether a missing payload was erased, an entry tells that comes later and was most likely not drawn. */
    private void lookForTombstones(long size) {
        Tombstones tombstones = entryCheck.tombstones();
        for (long from = tombstones.firstUnexplained().orElse(size); from < size; ) {
            long index = from / Tiles.WIDTH;
            int width = TileInventory.expectedWidth(0, index, size);
            orFault(() -> note(tiles.bundle(index, width), width));
            from = (index + 1) * Tiles.WIDTH;
        }
        tombstones.settle(findings::fault);
    }

    private void note(EntryBundle bundle, int width) {
        for (int i = 0; i < width; i++) {
            try {
                entryCheck.tombstones().note(Entry.parse(bundle.bytes(i)).event());
            } catch (MalformedException unreadable) {
                // Told by the check that is to find it; here it explains nothing.
                continue;
            }
        }
    }

    private void checkContent(String place, long sequence, long size, byte[] bytes) {
        try {
            Entry entry = Entry.parse(bytes);
            entryCheck.check(place, sequence, entry, findings::fault);
            String before =
                    sequence == 0 ? Event.NO_PREVIOUS : ChainCheck.eventHash(tiles.leafHash(sequence - 1, size));
            if (!entry.event().previousEventHash().equals(before)) {
                findings.fault(place, "its prev_event_hash is not the hash of the entry before");
            }
        } catch (MalformedException e) {
            findings.fault(place, e.reason());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void orFault(Runnable check) {
        try {
            check.run();
        } catch (TileReader.DamagedException e) {
            findings.fault(e.fault());
        }
    }
}
