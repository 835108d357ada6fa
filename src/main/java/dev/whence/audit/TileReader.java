package dev.whence.audit;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads tiles and bundles as any client of the log does: the partial one, and where it is gone the full one. Thread safe.
 */
final class TileReader implements TileTree.Source {
    private final LogFiles files;

    TileReader(LogFiles files) {
        this.files = files;
    }

    /** A file is missing or has not its form. */
    static final class DamagedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Fault fault;

        DamagedException(Fault fault) {
            super(fault.toString(), null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /** @throws DamagedException where there is no such tile, or it has another length than its name says */
    @Override
    public byte[] tile(int level, long index, int width) {
        TilePath path = new TilePath(level, index, width);
        return Arrays.copyOf(read(path, TileReader::checkLength), path.bytes());
    }

    private static byte[] checkLength(TilePath path, byte[] file) {
        if (file.length != path.bytes()) {
            throw damaged(path, "it has " + file.length + " bytes instead of " + path.bytes());
        }
        return file;
    }

    /**
     * The entries of a bundle, at least as many as its width.
     *
     * @throws DamagedException where there is no such bundle, or it holds another number of entries than its name says
     */
    EntryBundle bundle(long index, int width) {
        return read(TilePath.bundle(index, width), TileReader::checkCount);
    }

    private static EntryBundle checkCount(TilePath path, byte[] file) {
        EntryBundle bundle =
                EntryBundle.parse(file).orElseThrow(() -> damaged(path, "its lengths do not add up to the file's"));
        if (bundle.count() != path.width()) {
            throw damaged(path, "it holds " + bundle.count() + " entries instead of " + path.width());
        }
        return bundle;
    }

    /** The hash of one leaf of a tree of a size. */
    Hash leafHash(long sequence, long size) {
        long index = sequence / Tiles.WIDTH;
        byte[] tile = tile(0, index, TileInventory.expectedWidth(0, index, size));
        return Hash.inTile(tile, (int) (sequence % Tiles.WIDTH));
    }

    private <T> T read(TilePath path, BiFunction<TilePath, byte[], T> form) {
        try {
            Optional<byte[]> file = files.read(Names.tile(path));
            if (file.isPresent()) {
                return form.apply(path, file.get());
            }
            Optional<byte[]> full = path.isPartial() ? files.read(Names.tile(path.full())) : Optional.empty();
            return form.apply(path.full(), full.orElseThrow(() -> damaged(path, "it is missing")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DamagedException damaged(TilePath path, String message) {
        return new DamagedException(new Fault(Names.tile(path), message));
    }
}
