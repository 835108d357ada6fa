package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the tree twice, from the entries and from the tiles over them, and compares every tile and bundle with both.
 * Where the two differ, the side whose root is the signed one is right, and what does not agree with it is at fault: so
 * one changed byte is told with its own place and nothing else is accused. Not thread safe.
 */
final class TileCheck {
    private final LedgerPaths paths;
    private final Disk disk;
    private final TileInventory inventory;
    private final Findings findings;
    private final Map<TilePath, byte[]> fullOfEntries = new LinkedHashMap<>();
    private final Map<TilePath, byte[]> fullOfTiles = new LinkedHashMap<>();
    private final TileTree treeOfEntries = new TileTree((l, i, tile) -> fullOfEntries.put(TilePath.full(l, i), tile));
    private final TileTree treeOfTiles = new TileTree((l, i, tile) -> fullOfTiles.put(TilePath.full(l, i), tile));
    private final List<Dispute> disputes = new ArrayList<>();

    /** Something that does not agree with at least one of the two trees. */
    private record Dispute(String place, String message, boolean agreesWithEntries, boolean agreesWithTiles) {}

    TileCheck(LedgerPaths paths, Disk disk, TileInventory inventory, Findings findings) {
        this.paths = paths;
        this.disk = disk;
        this.inventory = inventory;
        this.findings = findings;
    }

    /** Appends one leaf, as both sides have it. */
    void append(Hash ofEntry, Hash ofTile) {
        treeOfEntries.append(ofEntry);
        treeOfTiles.append(ofTile);
    }

    long size() {
        return treeOfEntries.size();
    }

    /** Whether a root is that of what was appended, on either side. */
    boolean hasRoot(Hash root) {
        return treeOfEntries.root().equals(root) || treeOfTiles.root().equals(root);
    }

    /** Compares the files of a bundle whose leaves were appended, and the tiles that it completed. */
    void compare(CheckedBundle bundle) throws IOException {
        String place =
                place(TilePath.bundle(bundle.index(), bundle.fromEntries().size()));
        for (int i = 0; i < bundle.fromEntries().size(); i++) {
            if (!bundle.fromEntries().get(i).equals(bundle.fromTile().get(i))) {
                String entry = place + " entry " + (bundle.index() * Tiles.WIDTH + i);
                disputes.add(new Dispute(entry, "its bytes have not the hash that the tile states", true, false));
            }
        }
        comparePartialBundles(bundle);
        for (Map.Entry<TilePath, byte[]> full : fullOfEntries.entrySet()) {
            compareTile(full.getKey(), full.getValue(), fullOfTiles.getOrDefault(full.getKey(), new byte[0]));
        }
        fullOfEntries.clear();
        fullOfTiles.clear();
    }

    private void comparePartialBundles(CheckedBundle bundle) throws IOException {
        for (int width : inventory.widths(TilePath.ENTRIES, bundle.index())) {
            TilePath path = TilePath.bundle(bundle.index(), width);
            Optional<byte[]> file = disk.read(paths.tile(path));
            if (width < bundle.fromEntries().size() && file.isPresent()) {
                Optional<EntryBundle> partial = EntryBundle.parse(file.get()).filter(parsed -> parsed.count() == width);
                if (partial.isEmpty()) {
                    findings.fault(place(path), "its lengths do not add up to " + width + " entries");
                } else {
                    List<Hash> leaves = leaves(partial.get());
                    boolean agreesWithEntries =
                            leaves.equals(bundle.fromEntries().subList(0, width));
                    boolean agreesWithTiles = leaves.equals(bundle.fromTile().subList(0, width));
                    dispute(path, "its entries have other hashes", agreesWithEntries, agreesWithTiles);
                }
            }
        }
    }

    private static List<Hash> leaves(EntryBundle bundle) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < bundle.count(); i++) {
            leaves.add(bundle.leafHash(i));
        }
        return leaves;
    }

    /** Compares the tiles on the right edge. */
    void compareEdge() throws IOException {
        for (int level = 0; level < treeOfEntries.levels(); level++) {
            byte[] tile = treeOfEntries.partialTile(level);
            if (tile.length > 0) {
                TilePath path = TilePath.full(level, Tiles.fullTiles(level, size()));
                compareTile(path, tile, treeOfTiles.partialTile(level));
            }
        }
    }

    private void compareTile(TilePath tile, byte[] ofEntries, byte[] ofTiles) throws IOException {
        for (int width : inventory.widths(tile.level(), tile.index())) {
            TilePath path = new TilePath(tile.level(), tile.index(), width);
            Optional<byte[]> file = disk.read(paths.tile(path));
            if (file.isPresent()) {
                boolean agreesWithEntries = Arrays.equals(file.get(), Arrays.copyOf(ofEntries, path.bytes()));
                boolean agreesWithTiles = Arrays.equals(file.get(), Arrays.copyOf(ofTiles, path.bytes()));
                dispute(path, "its hashes are not those of the entries", agreesWithEntries, agreesWithTiles);
            }
        }
    }

    private void dispute(TilePath path, String message, boolean agreesWithEntries, boolean agreesWithTiles) {
        if (!agreesWithEntries || !agreesWithTiles) {
            disputes.add(new Dispute(place(path), message, agreesWithEntries, agreesWithTiles));
        }
    }

    /** Every tile and bundle that a client with a checkpoint of this size may ask for must be there. */
    void requireFiles(long checkpointSize) {
        for (int level = TilePath.ENTRIES; Tiles.hashesAt(Math.max(level, 0), checkpointSize) > 0; level++) {
            int width = Tiles.partialWidth(Math.max(level, 0), checkpointSize);
            long full = Tiles.fullTiles(Math.max(level, 0), checkpointSize);
            if (width > 0) {
                requirePartial(new TilePath(level, full, width));
            }
        }
    }

    private void requirePartial(TilePath path) {
        boolean isThere = inventory.widths(path.level(), path.index()).contains(path.width());
        if (!isThere && !disk.exists(paths.tile(path.full()))) {
            findings.fault(place(path), "it is missing, and the full one is not there yet");
        }
    }

    /** Every full tile of a log must be there. */
    void requireFullTiles() {
        for (int level = TilePath.ENTRIES; Tiles.hashesAt(Math.max(level, 0), size()) > 0; level++) {
            for (long index = 0; index < Tiles.fullTiles(Math.max(level, 0), size()); index++) {
                TilePath path = TilePath.full(level, index);
                if (!inventory.widths(level, index).contains(Tiles.WIDTH)) {
                    findings.fault(place(path), "it is missing");
                }
            }
        }
    }

    /** Decides the disputes by the signed root of the whole. */
    void settle(Hash signedRoot) {
        boolean entriesAreRight = treeOfEntries.root().equals(signedRoot);
        boolean tilesAreRight = treeOfTiles.root().equals(signedRoot);
        for (Dispute dispute : disputes) {
            boolean isRight =
                    (entriesAreRight && dispute.agreesWithEntries()) || (tilesAreRight && dispute.agreesWithTiles());
            if (!isRight) {
                findings.fault(dispute.place(), dispute.message());
            }
        }
    }

    private String place(TilePath path) {
        return paths.place(paths.tile(path));
    }
}
