package dev.whence.audit;

import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Recomputes everything from the files alone, without a lock: every entry, the hash chain, receipt ids, blobs, tiles and
 * bundles of every width, every checkpoint and its signatures; a file that it cannot account for is a fault too. Reads up
 * to the newest checkpoint, and what the write-ahead log has beyond it.
 *
 * <p>Trusts what the {@link CheckpointTrust} trusts and nothing else. Beside a writer at work, what is only just being
 * written is a notice.
 */
public final class LedgerVerifier {
    /** Bundles are checked each by itself and then joined in order; so many at once keep all cores busy. */
    private static final int BUNDLES_AT_ONCE = 32;

    private final LogFiles files;
    private final CheckpointTrust trust;
    private final VerifyOptions options;
    private final Findings findings = new Findings();
    private final BlobReferences blobs = new BlobReferences();
    private final RotationCheck rotations = new RotationCheck(findings);
    private final List<String> unchecked = new ArrayList<>();
    private long entries;
    private long erased;

    private LedgerVerifier(LogFiles files, CheckpointTrust trust, VerifyOptions options) {
        this.files = files;
        this.trust = trust;
        this.options = options;
    }

    /** Verifies all of a data folder against the keys in its {@code keys/} folder. */
    public static Verification verify(Path data) throws IOException {
        return verify(LogFiles.in(data));
    }

    /** Verifies all of a data folder against the keys in its {@code keys/} folder. */
    public static Verification verify(LogFiles files) throws IOException {
        Optional<CheckpointTrust> own = FolderTrust.own(files);
        return own.isPresent() ? verify(files, own.get(), VerifyOptions.ALL) : FolderTrust.missing();
    }

    /** Verifies a data folder against a key that the caller trusts, and those that it vouches for in the log. */
    public static Verification verify(Path data, VerifierKey key) throws IOException {
        LogFiles files = LogFiles.in(data);
        return verify(files, FolderTrust.of(key, files).trust(), VerifyOptions.ALL);
    }

    /** Verifies what the options ask for, by this trust alone. */
    public static Verification verify(LogFiles files, CheckpointTrust trust, VerifyOptions options) throws IOException {
        try {
            return new LedgerVerifier(files, trust, options).verify();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Verification verify() throws IOException {
        // Before the checkpoint: what a writer publishes meanwhile is then in both, and not in neither.
        WalRecords wal = WalRecords.read(files);
        boolean atRest = wal.isEmpty() && !files.exists(Names.WRITER);
        CheckpointCheck checkpoints = new CheckpointCheck(files, trust, findings, atRest);
        checkpoints.readPublishedKey();
        checkpoints.read(
                since(), Integer.MAX_VALUE, options.parallel() ? Optional.empty() : Optional.of(options.progress()));
        Optional<Checkpoint> newest = checkpoints.newest();
        if (newest.isPresent() && covers(newest.get(), checkpoints)) {
            verifyLog(newest.get(), checkpoints, wal, atRest);
        }
        tellWhatIsLeftOut();
        return new Verification(
                findings.faults(),
                findings.notices(),
                unchecked,
                newest.map(Checkpoint::size).orElse(0L),
                newest.map(Checkpoint::root),
                Optional.of(trust.key().fingerprint()),
                entries,
                checkpoints.kept().size(),
                erased);
    }

    /** Whether the log has the checkpoint that everything rests on, and has not lost what it covers. */
    private boolean covers(Checkpoint newest, CheckpointCheck checkpoints) {
        return options.since().isEmpty() || covers(options.since().get(), newest, checkpoints);
    }

    private boolean covers(VerifyOptions.Since since, Checkpoint newest, CheckpointCheck checkpoints) {
        Checkpoint kept = checkpoints.kept().get(since.size());
        if (since.size() > newest.size()) {
            findings.fault(
                    Names.CHECKPOINT,
                    "it is of size " + newest.size() + ", but " + since.size() + " entries were there before");
        } else if (kept == null) {
            findings.fault(Names.checkpoint(since.size()), "there is no good checkpoint of this size to go on from");
        } else if (!since.root().orElse(kept.root()).equals(kept.root())) {
            findings.fault(Names.checkpoint(since.size()), "its root is not the one that was verified before");
        } else {
            return true;
        }
        return false;
    }

    private long since() {
        return options.since().map(VerifyOptions.Since::size).orElse(0L);
    }

    private void verifyLog(Checkpoint newest, CheckpointCheck checkpoints, WalRecords wal, boolean atRest)
            throws IOException {
        TileInventory inventory = TileInventory.read(files, newest.size(), atRest, findings);
        TreeCheck tree = new TreeCheck(files, inventory, checkpoints.kept(), findings);
        EntryCheck entryCheck = new EntryCheck(files, options.withPayloads());
        ChainCheck chain;
        try {
            chain = verifyBundles(newest, tree, new CheckedBundle.Reader(files, entryCheck, inventory, newest.size()));
        } catch (TileReader.DamagedException e) {
            findings.fault(e.fault());
            return;
        }
        tree.compareTiles();
        tree.requireFiles();
        tree.settle(newest.root());
        new WalCheck(files, entryCheck, rotations, findings).check(wal, newest.size(), chain, blobs);
        settle(entryCheck.tombstones());
        entryCheck.leftOut().ifPresent(unchecked::add);
        checkRotations(atRest);
        new FileCheck(files, findings, atRest).check(newest.size(), blobs);
    }

    /** Beside a writer at work, a payload may have gone since its log was read: the newest entries are asked once more. */
    private void settle(Tombstones tombstones) throws IOException {
        if (tombstones.firstUnexplained().isPresent()) {
            for (WalRecords.WalRecord late : WalRecords.read(files).records()) {
                tombstones.note(late.entry().event());
            }
        }
        tombstones.settle(findings::fault);
        erased = tombstones.excused();
    }

    private void checkRotations(boolean atRest) throws IOException {
        if (options.since().isPresent()) {
            rotations.checkEach();
        } else {
            rotations.checkAll(FolderTrust.policy(files), atRest);
        }
    }

    /** Checks all bundles that are asked for, and returns the chain at their end. */
    private ChainCheck verifyBundles(Checkpoint newest, TreeCheck tree, CheckedBundle.Reader reader) {
        // One bundle more than is needed: so the link to the entry before the first new one is checked too.
        long start = Math.max(since() / Tiles.WIDTH - 1, 0);
        long end = (newest.size() + Tiles.WIDTH - 1) / Tiles.WIDTH;
        ChainCheck chain = ChainCheck.fromFirst(findings::fault);
        if (start > 0) {
            chain = ChainCheck.fromWithin(findings::fault);
            tree.skipTo(start, newest.size());
            blobs.unknown();
        }
        int atOnce = options.parallel() ? BUNDLES_AT_ONCE : 1;
        for (long first = start; first < end; first += atOnce) {
            for (CheckedBundle bundle : read(first, Math.min(first + atOnce, end), reader)) {
                join(bundle, tree, chain);
            }
            options.progress().reached(entries, newest.size() - start * Tiles.WIDTH);
        }
        tree.checkEmpty();
        return chain;
    }

    private List<CheckedBundle> read(long from, long to, CheckedBundle.Reader reader) {
        LongStream indexes = LongStream.range(from, to);
        return (options.parallel() ? indexes.parallel() : indexes)
                .mapToObj(reader::read)
                .toList();
    }

    private void join(CheckedBundle bundle, TreeCheck tree, ChainCheck chain) {
        bundle.faults().forEach(findings::fault);
        blobs.refer(bundle.blobs());
        rotations.add(bundle.rotations());
        if (!bundle.isWhole()) {
            blobs.unknown();
        }
        chain.join(bundle.chain());
        tree.append(bundle);
        entries += bundle.width();
    }

    private void tellWhatIsLeftOut() {
        if (!options.withPayloads()) {
            unchecked.add("receipt ids and blobs were not checked");
        }
        options.since()
                .ifPresent(verified -> unchecked.add("what the checkpoint of size " + verified.size()
                        + " covers was not checked again, nor whether an entry refers to each blob"));
    }
}
