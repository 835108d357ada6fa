package dev.whence.audit;

import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which tiles and bundles there are, told apart from what does not belong there. Safe to read by many. */
final class TileInventory {
    private static final SortedSet<Integer> NONE = new TreeSet<>();

    private final Map<TilePath, SortedSet<Integer>> widths = new HashMap<>();

    private TileInventory() {}

    /**
     * Looks through the folder of tiles of a log of a size.
     *
     * @param atRest whether nothing may be there that the size does not cover
     */
    static TileInventory read(LogFiles files, long size, boolean atRest, Findings findings) throws IOException {
        TileInventory inventory = new TileInventory();
        for (String name : files.below(Names.TILES)) {
            TilePath.parse(name.substring(Names.LEDGER.length() + 1))
                    .ifPresentOrElse(
                            tile -> inventory.add(tile, size, atRest, name, findings),
                            () -> findings.fault(name, "it is not a file of the ledger"));
        }
        return inventory;
    }

    private void add(TilePath tile, long size, boolean atRest, String place, Findings findings) {
        if (tile.width() > expectedWidth(tile.level(), tile.index(), size)) {
            findings.faultAtRest(atRest, place, "it lies beyond the newest checkpoint");
        } else {
            widths.computeIfAbsent(tile.full(), full -> new TreeSet<>()).add(tile.width());
        }
    }

    /** How many hashes or entries a tile has in a log of a size; none where it is not begun. */
    static int expectedWidth(int level, long index, long size) {
        long hashes = Tiles.hashesAt(Math.max(level, 0), size) - index * Tiles.WIDTH;
        return (int) Math.max(Math.min(hashes, Tiles.WIDTH), 0);
    }

    /** In which widths a tile is there, up to that of the newest checkpoint. */
    SortedSet<Integer> widths(int level, long index) {
        return widths.getOrDefault(TilePath.full(level, index), NONE);
    }
}
