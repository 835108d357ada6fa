package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns forced entries into tiles, bundles and a signed checkpoint. It signs nothing that it has not read back: one bit
 * that flipped in memory would otherwise be signed for ever. Not thread safe.
 */
final class Publisher {
    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;
    private final CheckpointWriter checkpoints;
    private final Tail tail;
    private final Janitor janitor;
    private TileTree published;

    Publisher(
            LedgerPaths paths,
            Disk disk,
            DurableFiles files,
            CheckpointWriter checkpoints,
            Tail tail,
            Janitor janitor,
            TileTree published) {
        this.paths = paths;
        this.disk = disk;
        this.files = files;
        this.checkpoints = checkpoints;
        this.tail = tail;
        this.janitor = janitor;
        this.published = published;
    }

    /** The size of the newest checkpoint. */
    long size() {
        return published.size();
    }

    /** Publishes the log up to a size; the blobs of its entries have their names for good. */
    SignedCheckpoint publish(long size) throws IOException {
        Map<TilePath, byte[]> made = new LinkedHashMap<>();
        TileTree next = published.copy((level, index, tile) -> made.put(TilePath.full(level, index), tile));
        bundles(size, made);
        tail.slice(published.size(), size).forEach(entry -> next.append(entry.leafHash()));
        partialTiles(next, made);
        for (Map.Entry<TilePath, byte[]> file : made.entrySet()) {
            files.replace(paths.unfinished(), paths.tile(file.getKey()), file.getValue());
        }
        readBack(made, next);
        SignedCheckpoint checkpoint = checkpoints.write(new Checkpoint(checkpoints.origin(), size, next.root()));
        published = next;
        janitor.published(
                made.keySet().stream().filter(tile -> !tile.isPartial()).toList());
        return checkpoint;
    }

    /** Adds cosignatures to the checkpoint of a size; nothing where none was welcome. */
    Optional<SignedCheckpoint> cosign(long size, List<SignedNote.Line> cosignatures) throws IOException {
        return checkpoints.add(size, cosignatures, size());
    }

    /** Removes partial tiles that nobody needs any more. */
    void sweep() throws IOException {
        janitor.sweep(published.size());
    }

    private void bundles(long size, Map<TilePath, byte[]> made) {
        for (long index = Tiles.fullTiles(0, published.size()); index * Tiles.WIDTH < size; index++) {
            List<Entry> entries = tail.slice(index * Tiles.WIDTH, Math.min((index + 1) * Tiles.WIDTH, size));
            made.put(
                    TilePath.bundle(index, entries.size()),
                    EntryBundle.encode(entries.stream().map(Entry::shared).toList()));
        }
    }

    /** A level whose number of hashes has not changed has its partial tile from before. */
    private void partialTiles(TileTree next, Map<TilePath, byte[]> made) {
        for (int level = 0; level < next.levels(); level++) {
            int width = Tiles.partialWidth(level, next.size());
            boolean grew = Tiles.hashesAt(level, next.size()) > Tiles.hashesAt(level, published.size());
            if (width > 0 && grew) {
                made.put(new TilePath(level, Tiles.fullTiles(level, next.size()), width), next.partialTile(level));
            }
        }
    }

    private void readBack(Map<TilePath, byte[]> made, TileTree next) throws IOException {
        for (Map.Entry<TilePath, byte[]> file : made.entrySet()) {
            TilePath path = file.getKey();
            byte[] read = disk.read(paths.tile(path)).orElse(new byte[0]);
            if (!Arrays.equals(read, file.getValue()) || !matchesItsHashes(path, read)) {
                throw new IOException("what was written to " + paths.tile(path) + " is not what is read back");
            }
        }
        TileTree edge = TileTree.restore(next.size(), new TileFiles(paths, disk), (level, index, tile) -> {});
        if (!edge.root().equals(next.root())) {
            throw new IOException("the tiles that are read back have another root than those that were written");
        }
    }

    /** Whether a bundle's entries hash to the tile beside it. */
    private boolean matchesItsHashes(TilePath path, byte[] file) {
        if (!path.isBundle()) {
            return true;
        }
        byte[] tile = new TileFiles(paths, disk).tile(0, path.index(), path.width());
        EntryBundle bundle = EntryBundle.parse(file).orElseThrow();
        for (int i = 0; i < path.width(); i++) {
            if (!bundle.leafHash(i).equals(Hash.inTile(tile, i))) {
                return false;
            }
        }
        return bundle.count() == path.width();
    }
}
