package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings the folder of a replica from whatever state it was left in to one that grows: makes what is missing in a new one,
 * refuses a damaged one, and finishes or undoes the step that a crash has cut off.
 */
final class ReplicaOpening {
    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;
    private final Clock clock;

    ReplicaOpening(LedgerPaths paths, Disk disk, Clock clock) {
        this.paths = paths;
        this.disk = disk;
        this.files = new DurableFiles(disk, paths.data());
        this.clock = clock;
    }

    Replica open(Following following, Optional<VerifierKey> key, WriterLock lock) throws IOException {
        if (disk.exists(paths.signingKey()) || (disk.exists(paths.checkpoint()) && !disk.exists(paths.follows()))) {
            throw new LedgerException(
                    "The folder " + paths.data() + " holds a log of its own; follow into another folder.");
        }
        for (Path folder : List.of(paths.keys(), paths.wal(), paths.checkpoints())) {
            files.createFolders(folder);
        }
        ReplicaKeys keys = ReplicaKeys.open(paths, disk, files, key);
        LogPolicy trust = keys.policy();
        keepFollowing(following);
        finishStep(trust);
        removeUnproved(newestSize(trust));
        Recovery.Found found = new Recovery(paths, disk, trust).recover();
        BlobStore blobs = new BlobStore(paths, disk, files);
        blobs.dropStaged();
        new Incoming(paths, disk)
                .settle(found.published().map(SignedCheckpoint::size).orElse(0L));
        return replica(following, keys, lock, found, blobs);
    }

    private void keepFollowing(Following following) throws IOException {
        byte[] file = following.file();
        if (!Arrays.equals(disk.read(paths.follows()).orElse(new byte[0]), file)) {
            files.replace(paths.unfinished(), paths.follows(), file);
        }
    }

    /**
     * A note is kept under its size when all that it covers is on the disk; a crash may have come before it became the
     * newest.
     */
    private void finishStep(LogPolicy trust) throws IOException {
        OptionalLong kept = disk.list(paths.checkpoints()).stream()
                .map(LedgerPaths::checkpointSize)
                .flatMapToLong(OptionalLong::stream)
                .max();
        if (kept.isPresent() && kept.getAsLong() >= newestSize(trust)) {
            makeNewest(trust, kept.getAsLong());
        }
    }

    private void makeNewest(LogPolicy trust, long size) throws IOException {
        Path file = paths.checkpoint(size);
        byte[] note = disk.read(file).orElse(new byte[0]);
        if (Arrays.equals(note, disk.read(paths.checkpoint()).orElse(new byte[0]))) {
            return;
        }
        Checkpoint checkpoint = open(trust, file, note);
        TileTree tree = TileTree.restore(size, new TileFiles(paths, disk), (level, index, tile) -> {});
        if (checkpoint.size() != size || !checkpoint.root().equals(tree.root())) {
            throw damaged(file, "the tiles on the right edge have not its root");
        }
        files.replace(paths.unfinished(), paths.checkpoint(), note);
    }

    private long newestSize(LogPolicy trust) throws IOException {
        Optional<byte[]> newest = disk.read(paths.checkpoint());
        return newest.isEmpty()
                ? 0
                : open(trust, paths.checkpoint(), newest.get()).size();
    }

    private Checkpoint open(LogPolicy trust, Path file, byte[] note) {
        try {
            return trust.open(note);
        } catch (RefusedException refused) {
            throw damaged(file, refused.problem().detail());
        }
    }

    /** Tiles beyond the newest checkpoint are of a step that a crash cut off; it will be taken again. */
    private void removeUnproved(long size) throws IOException {
        for (Path file : disk.walk(paths.tiles())) {
            String name = paths.ledger().relativize(file).toString().replace('\\', '/');
            Optional<TilePath> tile = TilePath.parse(name);
            if (tile.isPresent() && isBeyond(tile.get(), size)) {
                disk.delete(file);
            }
        }
        if (size == 0) {
            removeFolders(paths.tiles());
        }
        disk.delete(paths.unfinished());
    }

    /** Folders without files say that a log was written; nothing of this one ever was. */
    private void removeFolders(Path folder) throws IOException {
        for (String name : disk.list(folder)) {
            removeFolders(folder.resolve(name));
        }
        disk.delete(folder);
    }

    private static boolean isBeyond(TilePath tile, long size) {
        long hashes = Tiles.hashesAt(Math.max(tile.level(), 0), size);
        return tile.index() * Tiles.WIDTH + tile.width() > hashes;
    }

    private Replica replica(
            Following following, ReplicaKeys keys, WriterLock lock, Recovery.Found found, BlobStore blobs)
            throws IOException {
        TileFiles tiles = new TileFiles(paths, disk);
        EntryReader reader = new EntryReader(found.tail(), tiles);
        Janitor janitor = new Janitor(
                paths,
                disk,
                clock,
                LedgerSettings.DEFAULTS.partialGrace(),
                sequence -> reader.entry(sequence).event().time());
        // Nobody signed that a new replica is empty; the note says nothing, and is never written.
        SignedCheckpoint newest = found.published()
                .orElseGet(() ->
                        new SignedCheckpoint(Checkpoint.empty(keys.policy().origin()), ""));
        return new Replica(
                new Replica.Parts(
                        paths,
                        following,
                        keys,
                        disk,
                        files,
                        lock,
                        found.tail(),
                        reader,
                        tiles,
                        blobs,
                        new ErasedPayloads(blobs),
                        MissingPayloads.read(paths, disk, files),
                        new ReplicaWriter(paths, disk, files, janitor),
                        new Publication(newest),
                        found.notices()),
                found.tree(),
                found.last());
    }

    private LedgerDamagedException damaged(Path file, String message) {
        return new LedgerDamagedException(new Fault(paths.place(file), message));
    }
}
