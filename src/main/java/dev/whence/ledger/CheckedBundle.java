package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One bundle read, its entries checked each by itself, beside the leaf hashes that the tile over it states. Where one of
 * the two cannot be read, the other stands in for it, and the fault is told here.
 *
 * @param entries those that could be read and have the hash that the tile states
 * @param fromEntries leaf hashes computed from the entries
 * @param fromTile leaf hashes as the tile has them
 */
record CheckedBundle(
        long index, List<Optional<Entry>> entries, List<Hash> fromEntries, List<Hash> fromTile, List<Fault> faults) {

    /** Reads and checks bundles; thread safe. */
    static final class Reader {
        private static final Hash UNKNOWN = Hash.of(new byte[Hash.LENGTH]);

        private final LedgerPaths paths;
        private final EntryCheck entryCheck;
        private final TileFiles files;
        private final long size;

        /** Of a log of a size. */
        Reader(LedgerPaths paths, Disk disk, long size) {
            this.paths = paths;
            this.entryCheck = new EntryCheck(paths, disk);
            this.files = new TileFiles(paths, disk);
            this.size = size;
        }

        CheckedBundle read(long index) {
            List<Fault> faults = new ArrayList<>();
            int width = (int) Math.min(Tiles.WIDTH, size - index * Tiles.WIDTH);
            Optional<EntryBundle> bundle = orFault(faults, () -> files.bundle(index, width));
            Optional<byte[]> tile = orFault(faults, () -> files.tile(0, index, width));
            List<Hash> fromTile = new ArrayList<>();
            List<Hash> fromEntries = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                int position = i;
                Optional<Hash> stated = tile.map(t -> Hash.inTile(t, position));
                Optional<Hash> computed = bundle.map(b -> b.leafHash(position));
                fromTile.add(stated.or(() -> computed).orElse(UNKNOWN));
                fromEntries.add(computed.or(() -> stated).orElse(UNKNOWN));
            }
            List<Optional<Entry>> entries = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                // An entry that has not its stated hash is told of by that: what else is wrong with it is no news.
                boolean isStated = bundle.isPresent() && fromEntries.get(i).equals(fromTile.get(i));
                entries.add(isStated ? entry(index, width, bundle.get(), i, faults) : Optional.empty());
            }
            return new CheckedBundle(index, entries, fromEntries, fromTile, faults);
        }

        private interface Reading<T> {
            T read();
        }

        private static <T> Optional<T> orFault(List<Fault> faults, Reading<T> reading) {
            try {
                return Optional.of(reading.read());
            } catch (LedgerDamagedException e) {
                faults.add(e.fault());
                return Optional.empty();
            }
        }

        private Optional<Entry> entry(long index, int width, EntryBundle bundle, int position, List<Fault> faults) {
            long sequence = index * Tiles.WIDTH + position;
            String place = paths.place(paths.tile(TilePath.bundle(index, width))) + " entry " + sequence;
            try {
                Entry entry = Entry.parse(bundle.bytes(position));
                faults.addAll(entryCheck.check(place, sequence, entry));
                return Optional.of(entry);
            } catch (MalformedEntryException e) {
                faults.add(new Fault(place, String.valueOf(e.getMessage())));
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
