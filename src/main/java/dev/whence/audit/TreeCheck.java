package dev.whence.audit;

import dev.whence.tlog.merkle.CompactRange;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Builds the tree twice, from the entries and from the tiles over them, and compares every tile and every checkpoint with
 * both. Where the two differ, the side whose root is the signed one is right, and what does not agree with it is at
 * fault: so one changed byte is told with its own place and nothing else is accused. Not thread safe.
 */
final class TreeCheck {
    private final LogFiles files;
    private final TileInventory inventory;
    private final NavigableMap<Long, Checkpoint> kept;
    private final Findings findings;
    private final HashLevels ofEntries = new HashLevels();
    private final HashLevels ofTiles = new HashLevels();
    private final List<Dispute> disputes = new ArrayList<>();
    private long size;

    TreeCheck(LogFiles files, TileInventory inventory, NavigableMap<Long, Checkpoint> kept, Findings findings) {
        this.files = files;
        this.inventory = inventory;
        this.kept = kept;
        this.findings = findings;
    }

    /**
     * Takes the bundles before one from the tiles above the leaves, unchecked: that they are right shows when the tree
     * has reached the checkpoint that is trusted.
     *
     * @throws TileReader.DamagedException where such a tile cannot be read
     */
    void skipTo(long bundle, long newestSize) {
        TileReader tiles = new TileReader(files);
        for (long index = 0; index * Tiles.WIDTH < bundle; index++) {
            byte[] tile = tiles.tile(1, index, TileInventory.expectedWidth(1, index, newestSize));
            int count = (int) Math.min(bundle - index * Tiles.WIDTH, Tiles.WIDTH);
            for (int i = 0; i < count; i++) {
                ofEntries.append(Hash.inTile(tile, i));
                ofTiles.append(Hash.inTile(tile, i));
            }
        }
        size = bundle * Tiles.WIDTH;
    }

    /** Compares the checkpoint of the empty log, where the log is that still. */
    void checkEmpty() {
        if (size == 0) {
            checkRoot(0, ofEntries.root(), ofTiles.root());
        }
    }

    /** Appends the next bundle. */
    void append(CheckedBundle bundle) {
        disputes.addAll(bundle.disputes());
        checkRoots(bundle);
        ofEntries.append(bundle.ofEntries());
        ofTiles.append(bundle.ofTile());
        size += bundle.width();
    }

    /** Compares the tree with each checkpoint of a size that lies in a bundle. */
    private void checkRoots(CheckedBundle bundle) {
        // The empty log's checkpoint belongs to the first bundle, as if it came before it.
        long from = size == 0 ? 0 : size + 1;
        NavigableMap<Long, Checkpoint> within = kept.subMap(from, true, size + bundle.width(), true);
        if (within.isEmpty()) {
            return;
        }
        CompactRange left = ofEntries.fullBundles();
        CompactRange right = ofTiles.fullBundles();
        for (int i = 0; i <= bundle.width(); i++) {
            checkRoot(size + i, left.root(), right.root());
            if (i < bundle.width()) {
                left.append(Hash.inTile(bundle.ofEntries(), i));
                right.append(Hash.inTile(bundle.ofTile(), i));
            }
        }
    }

    private void checkRoot(long at, Hash left, Hash right) {
        Checkpoint checkpoint = kept.get(at);
        if (checkpoint != null
                && !checkpoint.root().equals(left)
                && !checkpoint.root().equals(right)) {
            findings.fault(Names.checkpoint(at), "the root that it signs is not that of the entries");
        }
    }

    /** Compares the tiles above the leaves, when everything was appended. */
    void compareTiles() throws IOException {
        for (int level = 1; level <= ofEntries.levels(); level++) {
            for (long index = 0; TileInventory.expectedWidth(level, index, size) > 0; index++) {
                compareTile(level, index);
            }
        }
    }

    private void compareTile(int level, long index) throws IOException {
        byte[] left = ofEntries.tile(level, index);
        byte[] right = ofTiles.tile(level, index);
        for (int width : inventory.widths(level, index)) {
            TilePath path = new TilePath(level, index, width);
            Optional<byte[]> file = files.read(Names.tile(path));
            if (file.isPresent()) {
                boolean agreesWithEntries = Arrays.equals(file.get(), Arrays.copyOf(left, path.bytes()));
                boolean agreesWithTiles = Arrays.equals(file.get(), Arrays.copyOf(right, path.bytes()));
                if (!agreesWithEntries || !agreesWithTiles) {
                    Fault fault = new Fault(Names.tile(path), "its hashes are not those of the entries");
                    disputes.add(new Dispute(fault, agreesWithEntries, agreesWithTiles));
                }
            }
        }
    }

    /** Every full tile, and every partial one that a client with one of the checkpoints may ask for, must be there. */
    void requireFiles() {
        for (int level = TilePath.ENTRIES; Tiles.hashesAt(Math.max(level, 0), size) > 0; level++) {
            for (long index = 0; index < Tiles.fullTiles(Math.max(level, 0), size); index++) {
                if (!inventory.widths(level, index).contains(Tiles.WIDTH)) {
                    findings.fault(Names.tile(TilePath.full(level, index)), "it is missing");
                }
            }
        }
        kept.headMap(size, true).keySet().forEach(this::requirePartials);
    }

    private void requirePartials(long checkpoint) {
        for (int level = TilePath.ENTRIES; Tiles.hashesAt(Math.max(level, 0), checkpoint) > 0; level++) {
            int width = Tiles.partialWidth(Math.max(level, 0), checkpoint);
            long full = Tiles.fullTiles(Math.max(level, 0), checkpoint);
            if (width > 0) {
                requirePartial(new TilePath(level, full, width));
            }
        }
    }

    private void requirePartial(TilePath path) {
        boolean isThere = inventory.widths(path.level(), path.index()).contains(path.width());
        if (!isThere && !files.exists(Names.tile(path.full()))) {
            findings.fault(Names.tile(path), "it is missing, and the full one is not there yet");
        }
    }

    /** Decides the disputes by the signed root of the whole. */
    void settle(Hash signedRoot) {
        boolean entriesAreRight = ofEntries.root().equals(signedRoot);
        boolean tilesAreRight = ofTiles.root().equals(signedRoot);
        disputes.stream()
                .filter(dispute -> dispute.isFault(entriesAreRight, tilesAreRight))
                .forEach(dispute -> findings.fault(dispute.fault()));
    }
}
