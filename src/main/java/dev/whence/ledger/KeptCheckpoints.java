package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.SignedNote;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The checkpoints under {@code checkpoints/}, by their place in the order of sizes. The folder is listed when somebody asks
 * for what is newer than the last listing; a root is looked for among the first eight bytes of each, read once. Thread
 * safe.
 */
final class KeptCheckpoints {
    private final Log log;
    private final Disk disk;
    private long[] sizes = new long[0];
    private long[] roots = new long[0];

    KeptCheckpoints(Log log, Disk disk) {
        this.log = log;
        this.disk = disk;
    }

    /** How many there are, up to the newest of a size; that of the empty log is the first. */
    synchronized int count(long mostSize) {
        refreshTo(mostSize);
        int place = Arrays.binarySearch(sizes, mostSize);
        return place >= 0 ? place + 1 : -place - 1;
    }

    synchronized long size(int place) {
        return sizes[place];
    }

    /** The place of the checkpoint of exactly this size. */
    synchronized OptionalInt ofSize(long size) {
        refreshTo(size);
        int place = Arrays.binarySearch(sizes, size);
        return place >= 0 ? OptionalInt.of(place) : OptionalInt.empty();
    }

    /** The place of the first checkpoint that covers an entry. */
    synchronized OptionalInt covering(long sequence) {
        refreshTo(sequence + 1);
        int place = Arrays.binarySearch(sizes, sequence + 1);
        int first = place >= 0 ? place : -place - 1;
        return first < sizes.length ? OptionalInt.of(first) : OptionalInt.empty();
    }

    /** The place of the checkpoint with this root. */
    synchronized OptionalInt withRoot(Hash root) {
        refreshTo(log.published().size());
        int known = roots.length;
        roots = Arrays.copyOf(roots, sizes.length);
        for (int place = known; place < sizes.length; place++) {
            roots[place] = EventHashes.head(checkpoint(sizes[place]).root());
        }
        long head = EventHashes.head(root);
        for (int place = 0; place < roots.length; place++) {
            if (roots[place] == head && checkpoint(sizes[place]).root().equals(root)) {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }

    /** A checkpoint that is kept. */
    Checkpoint checkpoint(long size) {
        LedgerPaths paths = log.paths();
        try {
            byte[] note = disk.read(paths.checkpoint(size)).orElse(new byte[0]);
            Optional<Checkpoint> checkpoint =
                    Checkpoint.parse(SignedNote.parse(note).text());
            return checkpoint.orElseThrow(() -> damaged(size));
        } catch (RefusedException notANote) {
            throw damaged(size);
        } catch (IOException e) {
            throw new LedgerException("The file " + paths.checkpoint(size) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private LedgerDamagedException damaged(long size) {
        LedgerPaths paths = log.paths();
        return new LedgerDamagedException(new Fault(paths.place(paths.checkpoint(size)), "it is not a checkpoint"));
    }

    /** A size beyond the newest checkpoint is not there yet, however often the folder is listed. */
    private void refreshTo(long size) {
        long newest = log.published().size();
        long last = sizes.length == 0 ? -1 : sizes[sizes.length - 1];
        if (last < Math.min(size, newest)) {
            sizes = list(newest);
        }
    }

    private long[] list(long newest) {
        try {
            return disk.list(log.paths().checkpoints()).stream()
                    .flatMapToLong(name -> LedgerPaths.checkpointSize(name).stream())
                    .filter(size -> size <= newest)
                    .sorted()
                    .toArray();
        } catch (IOException e) {
            throw new LedgerException(
                    "The folder " + log.paths().checkpoints() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
