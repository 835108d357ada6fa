package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The checker from outside: recomputes everything from the files alone, without a lock and without the writer's code
 * paths or state. Every entry, the hash chain, receipt ids, blobs, tiles and bundles of every width, every checkpoint and
 * its signature; a file that it cannot account for is a fault too. Reads up to the newest checkpoint, and what the
 * write-ahead log has beyond it.
 *
 * <p>Trusts one public key and nothing else. Beside a writer at work, what is only just being written is a notice.
 */
public final class LedgerVerifier {
    private static final int BUNDLES_AT_ONCE = 32;

    private final LedgerPaths paths;
    private final Disk disk;
    private final Findings findings = new Findings();
    private final BlobReferences blobs = new BlobReferences();

    private LedgerVerifier(LedgerPaths paths, Disk disk) {
        this.paths = paths;
        this.disk = disk;
    }

    /** Verifies a data folder against the key in its {@code keys/} folder. */
    public static Verification verify(Path data) {
        return verify(new LedgerPaths(data.toAbsolutePath().normalize()), new OsDisk(), Optional.empty());
    }

    /** Verifies a data folder against a key that the caller trusts; looks into no key folder. */
    public static Verification verify(Path data, VerifierKey key) {
        return verify(new LedgerPaths(data.toAbsolutePath().normalize()), new OsDisk(), Optional.of(key));
    }

    static Verification verify(LedgerPaths paths, Disk disk, Optional<VerifierKey> key) {
        try {
            return new LedgerVerifier(paths, disk).verify(key);
        } catch (IOException e) {
            throw new LedgerException(
                    "The data folder " + paths.data() + " cannot be read: " + e.getMessage() + ".", e);
        } catch (UncheckedIOException e) {
            throw new LedgerException(
                    "The data folder " + paths.data() + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private Verification verify(Optional<VerifierKey> given) throws IOException {
        Optional<VerifierKey> key = given.isPresent() ? given : trustedKey();
        if (key.isEmpty()) {
            return verification(Optional.empty(), key);
        }
        checkPublishedKey(key.get());
        // Before the checkpoint: what a writer publishes meanwhile is then in both, and not in neither.
        WalContents wal = WalContents.read(paths, disk);
        CheckpointCheck checkpoints = new CheckpointCheck(paths, disk, key.get(), findings);
        checkpoints.read();
        Optional<Checkpoint> newest = checkpoints.newest();
        if (newest.isPresent()) {
            verifyLog(newest.get(), checkpoints, wal);
        }
        return verification(newest, key);
    }

    private Verification verification(Optional<Checkpoint> newest, Optional<VerifierKey> key) {
        return new Verification(
                findings.faults(),
                findings.notices(),
                newest.map(Checkpoint::size).orElse(0L),
                newest.map(Checkpoint::root),
                key.map(VerifierKey::fingerprint));
    }

    private Optional<VerifierKey> trustedKey() throws IOException {
        try {
            return Optional.of(new LogKeys(paths, disk, new DurableFiles(disk, paths.data())).trusted());
        } catch (LedgerException e) {
            findings.fault(paths.place(paths.trustedKey()), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkPublishedKey(VerifierKey key) throws IOException {
        byte[] expected = (key.line() + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(disk.read(paths.publishedKey()).orElse(new byte[0]), expected)) {
            findings.fault(paths.place(paths.publishedKey()), "it is missing, or not the key that is trusted");
        }
    }

    private void verifyLog(Checkpoint newest, CheckpointCheck checkpoints, WalContents wal) throws IOException {
        boolean atRest = wal.isEmpty() && !disk.exists(paths.writer());
        TileInventory inventory = TileInventory.read(paths, disk, newest.size(), atRest, findings);
        TileCheck tiles = new TileCheck(paths, disk, inventory, findings);
        ChainCheck chain = new ChainCheck(findings);
        checkRoot(checkpoints, tiles);
        long bundles = (newest.size() + Tiles.WIDTH - 1) / Tiles.WIDTH;
        CheckedBundle.Reader reader = new CheckedBundle.Reader(paths, disk, newest.size());
        for (long first = 0; first < bundles; first += BUNDLES_AT_ONCE) {
            List<CheckedBundle> read = LongStream.range(first, Math.min(first + BUNDLES_AT_ONCE, bundles))
                    .parallel()
                    .mapToObj(reader::read)
                    .toList();
            for (CheckedBundle bundle : read) {
                checkBundle(bundle, tiles, chain, checkpoints);
            }
        }
        tiles.compareEdge();
        tiles.requireFullTiles();
        checkpoints.kept().headMap(newest.size() + 1).keySet().forEach(tiles::requireFiles);
        tiles.settle(newest.root());
        new WalCheck(paths, disk, findings).check(wal, newest.size(), chain, blobs);
        new FileCheck(paths, disk, findings, atRest).check(newest.size(), blobs);
    }

    private void checkBundle(CheckedBundle bundle, TileCheck tiles, ChainCheck chain, CheckpointCheck checkpoints)
            throws IOException {
        bundle.faults().forEach(fault -> findings.fault(fault.place(), fault.message()));
        int width = bundle.fromEntries().size();
        String place = paths.place(paths.tile(TilePath.bundle(bundle.index(), width))) + " entry ";
        for (int i = 0; i < width; i++) {
            Hash ofEntry = bundle.fromEntries().get(i);
            Hash ofTile = bundle.fromTile().get(i);
            Optional<Entry> entry = bundle.entries().get(i);
            if (entry.isPresent()) {
                chain.next(place + tiles.size(), entry.get());
                blobs.refer(entry.get());
            } else {
                chain.skip(ofEntry, ofTile);
                blobs.unknown();
            }
            tiles.append(ofEntry, ofTile);
            checkRoot(checkpoints, tiles);
        }
        tiles.compare(bundle);
    }

    /** Compares the tree as far as it has grown with the checkpoint of that size, where there is one. */
    private void checkRoot(CheckpointCheck checkpoints, TileCheck tiles) {
        Checkpoint checkpoint = checkpoints.kept().get(tiles.size());
        if (checkpoint != null && !tiles.hasRoot(checkpoint.root())) {
            Path file = paths.checkpoint(tiles.size());
            findings.fault(paths.place(file), "the root that it signs is not that of the entries");
        }
    }
}
