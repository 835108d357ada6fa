package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads tiles and bundles as any client of the log does: the partial one, and where it is gone the full one. Thread safe.
 */
final class TileFiles implements TileTree.Source {
    private final LedgerPaths paths;
    private final Disk disk;

    TileFiles(LedgerPaths paths, Disk disk) {
        this.paths = paths;
        this.disk = disk;
    }

    /** @throws LedgerDamagedException where there is no such tile */
    @Override
    public byte[] tile(int level, long index, int width) {
        TilePath path = new TilePath(level, index, width);
        byte[] file = read(path);
        if (file.length != path.bytes() && file.length != Tiles.WIDTH * Hash.LENGTH) {
            throw damaged(path, "it has " + file.length + " bytes instead of " + path.bytes());
        }
        return Arrays.copyOf(file, path.bytes());
    }

    /**
     * The entries of a bundle, at least as many as its width.
     *
     * @throws LedgerDamagedException where there are fewer
     */
    EntryBundle bundle(long index, int width) {
        TilePath path = TilePath.bundle(index, width);
        EntryBundle bundle = EntryBundle.parse(read(path))
                .orElseThrow(() -> damaged(path, "its lengths do not add up to the file's"));
        if (bundle.count() < width) {
            throw damaged(path, "it holds " + bundle.count() + " entries instead of " + width);
        }
        return bundle;
    }

    /** The hash of one leaf of a tree of a size. */
    Hash leafHash(long sequence, long size) {
        long index = sequence / Tiles.WIDTH;
        byte[] tile = tile(0, index, (int) Math.min(Tiles.WIDTH, size - index * Tiles.WIDTH));
        return Hash.inTile(tile, (int) (sequence % Tiles.WIDTH));
    }

    private byte[] read(TilePath path) {
        try {
            Optional<byte[]> file = disk.read(paths.tile(path));
            if (file.isEmpty() && path.isPartial()) {
                file = disk.read(paths.tile(path.full()));
            }
            return file.orElseThrow(() -> damaged(path, "it is missing"));
        } catch (IOException e) {
            throw new LedgerException("The file " + paths.tile(path) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private LedgerDamagedException damaged(TilePath path, String message) {
        return new LedgerDamagedException(new Fault(paths.place(paths.tile(path)), message));
    }
}
