package dev.whence.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Looks for files in {@code ledger/} and {@code blobs/} that nothing else accounts for. */
final class FileCheck {
    private final LedgerPaths paths;
    private final Disk disk;
    private final Findings findings;
    private final boolean atRest;

    FileCheck(LedgerPaths paths, Disk disk, Findings findings, boolean atRest) {
        this.paths = paths;
        this.disk = disk;
        this.findings = findings;
        this.atRest = atRest;
    }

    /**
     * Looks at every file but the tiles.
     *
     * @param size of the newest checkpoint
     * @param blobs what entries refer to
     */
    void check(long size, BlobReferences blobs) throws IOException {
        for (Path file : disk.walk(paths.ledger())) {
            if (!file.startsWith(paths.tiles())) {
                checkLedgerFile(file, size);
            }
        }
        for (Path file : disk.walk(DurableFiles.folderOf(paths.blobs()))) {
            checkBlob(file, blobs);
        }
    }

    private void checkLedgerFile(Path file, long size) {
        String name = String.valueOf(file.getFileName());
        if (file.equals(paths.checkpoint()) || file.equals(paths.publishedKey())) {
            return;
        }
        if (paths.wal().equals(file.getParent()) && LedgerPaths.isSegment(name)) {
            if (atRest) {
                findings.fault(paths.place(file), "it is left though nothing is in it");
            }
        } else if (paths.checkpoints().equals(file.getParent())) {
            OptionalLong checkpoint = LedgerPaths.checkpointSize(name);
            if (checkpoint.isPresent() && checkpoint.getAsLong() > size) {
                findings.faultAtRest(atRest, paths.place(file), "it is greater than the newest checkpoint");
            }
        } else {
            boolean isUnfinished = file.equals(paths.unfinished());
            findings.faultAtRest(atRest || !isUnfinished, paths.place(file), "it is not a file of the ledger");
        }
    }

    private void checkBlob(Path file, BlobReferences blobs) {
        String name = String.valueOf(file.getFileName());
        boolean isInPlace = paths.blobs().equals(file.getParent());
        if (!isInPlace || !blobs.mayReferTo(name)) {
            findings.faultAtRest(atRest, paths.place(file), "no entry refers to it");
        }
    }
}
