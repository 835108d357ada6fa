package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out, before anything is written, what a data folder holds: the newest checkpoint, the right edge of its tree, and
 * the entries that were forced but not published. Refuses a folder in which these do not fit together.
 */
final class Recovery {
    private final LedgerPaths paths;
    private final Disk disk;
    private final CheckpointTrust trust;
    private final TileFiles tiles;

    Recovery(LedgerPaths paths, Disk disk, CheckpointTrust trust) {
        this.paths = paths;
        this.disk = disk;
        this.trust = trust;
        this.tiles = new TileFiles(paths, disk);
    }

    /**
     * What was found.
     *
     * @param published the newest checkpoint; absent where nothing was ever published
     * @param tree of its size
     * @param tail the entries behind the last full bundle, published or not
     * @param last the log's last entry
     * @param notices of what a crash left
     */
    record Found(
            Optional<SignedCheckpoint> published,
            TileTree tree,
            Tail tail,
            Optional<Entry> last,
            List<Fault> notices) {}

    Found recover() throws IOException {
        Optional<SignedCheckpoint> published = readNewest();
        long size = published.map(SignedCheckpoint::size).orElse(0L);
        TileTree tree = TileTree.restore(size, tiles, (level, index, tile) -> {});
        published.ifPresent(newest -> checkRoot(newest, tree));
        List<Entry> bundle = size > 0 ? lastBundle(size) : List.of();
        Tail tail = new Tail(size - size % Tiles.WIDTH);
        tail.add(bundle.subList(0, (int) (size % Tiles.WIDTH)));
        Optional<Entry> last = bundle.isEmpty() ? Optional.empty() : Optional.of(bundle.get(bundle.size() - 1));
        WalContents wal = WalContents.read(paths, disk);
        if (wal.damage().isPresent()) {
            throw new LedgerDamagedException(wal.damage().get());
        }
        last = replay(wal, size, tail, last);
        checkPromises(tree, tail, size);
        return new Found(published, tree, tail, last, wal.notice().stream().toList());
    }

    /** Skips what is published, if it is the same, and takes the rest; returns the log's last entry. */
    private Optional<Entry> replay(WalContents wal, long size, Tail tail, Optional<Entry> published) {
        Optional<Entry> last = published;
        for (WalEntry found : wal.records()) {
            if (found.sequence() < size) {
                checkPublished(found, size);
            } else {
                checkNext(found, tail.end(), last);
                last = Optional.of(found.entry());
                tail.add(List.of(found.entry()));
            }
        }
        return last;
    }

    private Optional<SignedCheckpoint> readNewest() throws IOException {
        Optional<byte[]> file = disk.read(paths.checkpoint());
        if (file.isPresent()) {
            return Optional.of(kept(open(paths.checkpoint(), file.get())));
        }
        boolean written = disk.list(paths.wal()).stream().anyMatch(LedgerPaths::isSegment);
        if (written || newestKept() > 0 || disk.exists(paths.tiles())) {
            throw damaged(paths.checkpoint(), "it is missing, though the log has been written");
        }
        return Optional.empty();
    }

    /** Cosignatures are added to the kept one first: a crash may have come before they were added to the other. */
    private SignedCheckpoint kept(SignedCheckpoint newest) throws IOException {
        Path path = paths.checkpoint(newest.size());
        byte[] file = disk.read(path).orElse(new byte[0]);
        if (Arrays.equals(file, newest.note().getBytes(StandardCharsets.UTF_8))) {
            return newest;
        }
        boolean isTheSame = new String(file, StandardCharsets.UTF_8)
                .startsWith(newest.checkpoint().text() + "\n");
        if (!isTheSame) {
            throw damaged(path, "it is not the same as ledger/checkpoint");
        }
        return open(path, file);
    }

    private SignedCheckpoint open(Path file, byte[] note) {
        try {
            return new SignedCheckpoint(trust.open(note), SignedNote.parse(note).note());
        } catch (RefusedException e) {
            throw damaged(file, e.problem().detail());
        }
    }

    /** The greatest size under checkpoints/; 0 where there is none. */
    private long newestKept() throws IOException {
        return disk.list(paths.checkpoints()).stream()
                .map(LedgerPaths::checkpointSize)
                .flatMapToLong(OptionalLong::stream)
                .max()
                .orElse(0);
    }

    private void checkRoot(SignedCheckpoint newest, TileTree tree) {
        if (!tree.root().equals(newest.checkpoint().root())) {
            throw damaged(paths.checkpoint(), "the tiles on the right edge have not its root");
        }
    }

    /** Reads the last bundle and compares it with its hashes, and those with the tree above them. */
    private List<Entry> lastBundle(long size) {
        long index = (size - 1) / Tiles.WIDTH;
        int width = (int) (size - index * Tiles.WIDTH);
        EntryBundle bundle = tiles.bundle(index, width);
        byte[] hashes = tiles.tile(0, index, width);
        TilePath path = TilePath.bundle(index, width);
        if (width == Tiles.WIDTH && !Tiles.rootOf(hashes, 0, width).equals(parentHash(index, size))) {
            throw damaged(paths.tile(TilePath.full(0, index)), "its root is not the hash above it");
        }
        List<Entry> entries = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            Entry entry = parse(bundle, i, path);
            if (!entry.leafHash().equals(Hash.inTile(hashes, i)) || entry.sequence() != index * Tiles.WIDTH + i) {
                throw damaged(paths.tile(path), "entry " + (index * Tiles.WIDTH + i) + " has not the tile's hash");
            }
            entries.add(entry);
        }
        return entries;
    }

    private Entry parse(EntryBundle bundle, int position, TilePath path) {
        try {
            return Entry.parse(bundle.bytes(position));
        } catch (MalformedEntryException e) {
            throw damaged(paths.tile(path), String.valueOf(e.getMessage()));
        }
    }

    private Hash parentHash(long index, long size) {
        long parent = index / Tiles.WIDTH;
        int width = (int) Math.min(Tiles.WIDTH, Tiles.hashesAt(1, size) - parent * Tiles.WIDTH);
        return Hash.inTile(tiles.tile(1, parent, width), (int) (index % Tiles.WIDTH));
    }

    private void checkPublished(WalEntry found, long size) {
        if (!found.entry().leafHash().equals(tiles.leafHash(found.sequence(), size))) {
            throw new LedgerDamagedException(
                    new Fault(found.place(), "entry " + found.sequence() + " is not the published one"));
        }
    }

    private void checkNext(WalEntry found, long expected, Optional<Entry> last) {
        String previous = last.map(Entry::eventHash).orElse(Event.NO_PREVIOUS);
        if (found.sequence() != expected) {
            throw new LedgerDamagedException(
                    new Fault(found.place(), "entry " + expected + " is missing: " + found.sequence() + " follows"));
        }
        if (!found.entry().event().previousEventHash().equals(previous)) {
            throw new LedgerDamagedException(
                    new Fault(found.place(), "entry " + expected + " does not continue the hash chain"));
        }
    }

    /**
     * A note may have been kept, and so have left the house, in the moment before it became the newest: what it promises
     * has to be in the write-ahead log.
     */
    private void checkPromises(TileTree published, Tail tail, long size) throws IOException {
        long promised = newestKept();
        if (promised <= size) {
            return;
        }
        Path file = paths.checkpoint(promised);
        if (promised > tail.end()) {
            throw damaged(file, "it promises " + promised + " entries, and there are " + tail.end());
        }
        TileTree tree = published.copy((level, index, tile) -> {});
        tail.slice(size, promised).forEach(entry -> tree.append(entry.leafHash()));
        SignedCheckpoint kept = open(file, disk.read(file).orElse(new byte[0]));
        if (kept.size() != promised || !kept.checkpoint().root().equals(tree.root())) {
            throw damaged(file, "the entries have not its root");
        }
    }

    private LedgerDamagedException damaged(Path file, String message) {
        return new LedgerDamagedException(new Fault(paths.place(file), message));
    }
}
