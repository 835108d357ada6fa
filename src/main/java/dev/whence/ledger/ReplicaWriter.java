package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a step that was checked: bundles and tiles, one bundle in memory at a time, each read back; then the note under
 * its size; then the note as the newest. Not thread safe.
 */
final class ReplicaWriter {
    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;
    private final Janitor janitor;

    ReplicaWriter(LedgerPaths paths, Disk disk, DurableFiles files, Janitor janitor) {
        this.paths = paths;
        this.disk = disk;
        this.files = files;
        this.janitor = janitor;
    }

    /**
     * What the log holds after a step.
     *
     * @param tail the entries from {@code tailStart} on, which are in no full bundle
     * @param full the tiles that became full
     */
    record Written(TileTree tree, long tailStart, List<Entry> tail, Entry last, List<TilePath> full) {}

    Written write(ReplicaStep step, TileTree before, long from) throws IOException {
        SignedCheckpoint next = step.next();
        Map<TilePath, byte[]> full = new LinkedHashMap<>();
        List<TilePath> written = new ArrayList<>();
        TileTree tree = before.copy((level, index, tile) -> full.put(TilePath.full(level, index), tile));
        EntryBundle bundle = step.bundle(from / Tiles.WIDTH);
        for (long index = from / Tiles.WIDTH; index * Tiles.WIDTH < next.size(); index++) {
            bundle = step.bundle(index);
            write(TilePath.bundle(index, bundle.count()), bundle.file());
            append(tree, bundle, index);
            writeAll(full);
            written.addAll(full.keySet());
            full.clear();
        }
        writePartialTiles(tree, before);
        requireRoot(tree, next);
        writeNote(next);
        return written(tree, bundle, written);
    }

    private static void append(TileTree tree, EntryBundle bundle, long index) {
        for (int i = (int) (tree.size() - index * Tiles.WIDTH); i < bundle.count(); i++) {
            tree.append(bundle.leafHash(i));
        }
    }

    private static Written written(TileTree tree, EntryBundle bundle, List<TilePath> full) throws IOException {
        long tailStart = tree.size() - tree.size() % Tiles.WIDTH;
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < bundle.count(); i++) {
            entries.add(parse(bundle.bytes(i)));
        }
        Entry last = entries.get(entries.size() - 1);
        return new Written(tree, tailStart, tailStart < tree.size() ? entries : List.of(), last, full);
    }

    /** It was checked a moment ago. */
    private static Entry parse(byte[] entry) throws IOException {
        try {
            return Entry.parse(entry);
        } catch (MalformedEntryException changed) {
            throw new IOException("an entry is not what was checked a moment ago", changed);
        }
    }

    /** A level whose number of hashes has not changed has its partial tile from before. */
    private void writePartialTiles(TileTree tree, TileTree before) throws IOException {
        for (int level = 0; level < tree.levels(); level++) {
            int width = Tiles.partialWidth(level, tree.size());
            boolean grew = Tiles.hashesAt(level, tree.size()) > Tiles.hashesAt(level, before.size());
            if (width > 0 && grew) {
                write(new TilePath(level, Tiles.fullTiles(level, tree.size()), width), tree.partialTile(level));
            }
        }
    }

    private void writeAll(Map<TilePath, byte[]> tiles) throws IOException {
        for (Map.Entry<TilePath, byte[]> tile : tiles.entrySet()) {
            write(tile.getKey(), tile.getValue());
        }
    }

    private void write(TilePath path, byte[] file) throws IOException {
        files.replace(paths.unfinished(), paths.tile(path), file);
        if (!Arrays.equals(disk.read(paths.tile(path)).orElse(new byte[0]), file)) {
            throw new IOException("what was written to " + paths.tile(path) + " is not what is read back");
        }
    }

    /** Bundles were hashed once more while they were written, and the tiles on the edge are read back. */
    private void requireRoot(TileTree tree, SignedCheckpoint next) throws IOException {
        Hash root = next.checkpoint().root();
        TileTree edge = TileTree.restore(next.size(), new TileFiles(paths, disk), (level, index, tile) -> {});
        if (tree.size() != next.size()
                || !tree.root().equals(root)
                || !edge.root().equals(root)) {
            throw new IOException("what was written has another root than what was checked");
        }
    }

    /** Keeps a note under its size, and then makes it the newest. */
    void writeNote(SignedCheckpoint note) throws IOException {
        keepNote(note);
        files.replace(paths.unfinished(), paths.checkpoint(), bytes(note));
    }

    /** Keeps a note under its size. */
    void keepNote(SignedCheckpoint note) throws IOException {
        files.replace(paths.unfinished(), paths.checkpoint(note.size()), bytes(note));
    }

    private static byte[] bytes(SignedCheckpoint note) {
        return note.note().getBytes(StandardCharsets.UTF_8);
    }

    /** Removes partial tiles that nobody needs any more; readers see what was written. */
    void sweep(Written written) throws IOException {
        janitor.published(written.full());
        janitor.sweep(written.tree().size());
    }
}
