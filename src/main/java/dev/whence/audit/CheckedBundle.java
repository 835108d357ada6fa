package dev.whence.audit;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One bundle, checked by itself: its entries, the chain within it, the tile of leaf hashes over it, and every partial
 * form of both. Many are made at once; joined in order they are the log. Where one of bundle and tile cannot be read, the
 * other stands in for it, and the fault is told here.
 */
final class CheckedBundle {
    private final long index;
    private final byte[] ofEntries;
    private final byte[] ofTile;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Dispute> disputes = new ArrayList<>();
    private final Set<String> blobs = new HashSet<>();
    private final List<RotationCheck.Found> rotations = new ArrayList<>();
    private final ChainCheck chain;
    private boolean isWhole = true;

    private CheckedBundle(long index, int width) {
        this.index = index;
        this.ofEntries = new byte[width * Hash.LENGTH];
        this.ofTile = new byte[width * Hash.LENGTH];
        this.chain = index == 0 ? ChainCheck.fromFirst(faults::add) : ChainCheck.fromWithin(faults::add);
    }

    long firstSequence() {
        return index * Tiles.WIDTH;
    }

    int width() {
        return Dispute.count(ofEntries);
    }

    /** Leaf hashes computed from the entries, one behind the other. */
    byte[] ofEntries() {
        return ofEntries;
    }

    /** Leaf hashes as the tile has them. */
    byte[] ofTile() {
        return ofTile;
    }

    ChainCheck chain() {
        return chain;
    }

    List<Fault> faults() {
        return faults;
    }

    List<Dispute> disputes() {
        return disputes;
    }

    /** The names of the blobs that its entries refer to. */
    Set<String> blobs() {
        return blobs;
    }

    /** The entries that change the log's key. */
    List<RotationCheck.Found> rotations() {
        return rotations;
    }

    /** Whether every entry could be read. */
    boolean isWhole() {
        return isWhole;
    }

    /** Makes them; thread safe. */
    static final class Reader {
        private final LogFiles files;
        private final TileReader tiles;
        private final EntryCheck entryCheck;
        private final TileInventory inventory;
        private final long size;

        /** Of a log of a size. */
        Reader(LogFiles files, EntryCheck entryCheck, TileInventory inventory, long size) {
            this.files = files;
            this.tiles = new TileReader(files);
            this.entryCheck = entryCheck;
            this.inventory = inventory;
            this.size = size;
        }

        CheckedBundle read(long index) {
            CheckedBundle checked = new CheckedBundle(index, TileInventory.expectedWidth(0, index, size));
            Optional<EntryBundle> bundle = checked.orFault(() -> tiles.bundle(index, checked.width()));
            Optional<byte[]> tile = checked.orFault(() -> tiles.tile(0, index, checked.width()));
            bundle.ifPresent(found -> writeLeaves(found, checked.ofEntries));
            tile.or(() -> bundle.map(none -> checked.ofEntries)).ifPresent(t -> copy(t, checked.ofTile));
            if (bundle.isEmpty()) {
                copy(checked.ofTile, checked.ofEntries);
            }
            try {
                checkEntries(checked, bundle);
                comparePartialBundles(checked);
                compareTiles(checked);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return checked;
        }

        private static void copy(byte[] hashes, byte[] into) {
            System.arraycopy(hashes, 0, into, 0, into.length);
        }

        private void checkEntries(CheckedBundle checked, Optional<EntryBundle> bundle) throws IOException {
            String place = Names.tile(TilePath.bundle(checked.index, checked.width())) + " entry ";
            for (int i = 0; i < checked.width(); i++) {
                long sequence = checked.firstSequence() + i;
                Hash ofEntry = Hash.inTile(checked.ofEntries, i);
                Hash ofTile = Hash.inTile(checked.ofTile, i);
                // An entry that has not its stated hash is told of by that: what else is wrong with it is no news.
                boolean isStated = ofEntry.equals(ofTile);
                if (!isStated) {
                    Fault fault = new Fault(place + sequence, "its bytes have not the hash that the tile states");
                    checked.disputes.add(new Dispute(fault, true, false));
                }
                boolean isRead = isStated
                        && bundle.isPresent()
                        && checkEntry(
                                checked,
                                place + sequence,
                                sequence,
                                bundle.get().bytes(i),
                                ofEntry);
                if (!isRead) {
                    checked.chain.skip(ofEntry, ofTile);
                    checked.isWhole = false;
                }
            }
        }

        private boolean checkEntry(CheckedBundle checked, String place, long sequence, byte[] bytes, Hash leaf)
                throws IOException {
            try {
                Entry entry = Entry.parse(bytes);
                entryCheck.check(place, sequence, entry, checked.faults::add);
                entry.event().payloadRef().ifPresent(ref -> checked.blobs.add(Names.blob(ref.sha256())));
                RotationCheck.Found.in(place, entry).ifPresent(checked.rotations::add);
                checked.chain.next(place, entry.event(), leaf);
                return true;
            } catch (MalformedException e) {
                checked.faults.add(new Fault(place, e.reason()));
                return false;
            }
        }

        private void comparePartialBundles(CheckedBundle checked) throws IOException {
            for (int width : inventory.widths(TilePath.ENTRIES, checked.index)) {
                TilePath path = TilePath.bundle(checked.index, width);
                // The widest was read already.
                Optional<byte[]> file = width < checked.width() ? files.read(Names.tile(path)) : Optional.empty();
                if (file.isPresent()) {
                    Optional<EntryBundle> partial = EntryBundle.parse(file.get());
                    if (partial.isEmpty() || partial.get().count() != width) {
                        checked.faults.add(
                                new Fault(Names.tile(path), "its lengths do not add up to " + width + " entries"));
                    } else {
                        byte[] leaves = new byte[width * Hash.LENGTH];
                        writeLeaves(partial.get(), leaves);
                        checked.compare(path, leaves, "its entries have other hashes");
                    }
                }
            }
        }

        private void compareTiles(CheckedBundle checked) throws IOException {
            for (int width : inventory.widths(0, checked.index)) {
                TilePath path = new TilePath(0, checked.index, width);
                Optional<byte[]> file =
                        width < checked.width() ? files.read(Names.tile(path)) : Optional.of(checked.ofTile);
                if (file.isPresent()) {
                    checked.compare(path, file.get(), "its hashes are not those of the entries");
                }
            }
        }
    }

    private <T> Optional<T> orFault(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (TileReader.DamagedException e) {
            faults.add(e.fault());
            return Optional.empty();
        }
    }

    private static void writeLeaves(EntryBundle bundle, byte[] leaves) {
        for (int i = 0; i < Dispute.count(leaves); i++) {
            bundle.leafHash(i).writeTo(leaves, i);
        }
    }

    /** Compares the hashes of one file with both sides. */
    private void compare(TilePath path, byte[] hashes, String message) {
        boolean agreesWithEntries = isBeginning(hashes, path, ofEntries);
        boolean agreesWithTiles = isBeginning(hashes, path, ofTile);
        if (!agreesWithEntries || !agreesWithTiles) {
            disputes.add(new Dispute(new Fault(Names.tile(path), message), agreesWithEntries, agreesWithTiles));
        }
    }

    private static boolean isBeginning(byte[] hashes, TilePath path, byte[] of) {
        return Arrays.equals(hashes, 0, hashes.length, of, 0, path.bytes());
    }
}
