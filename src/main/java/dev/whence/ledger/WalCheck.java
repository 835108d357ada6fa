package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import java.io.IOException;

/** Checks what the write-ahead log holds: a clean stop leaves it empty. */
final class WalCheck {
    private final LedgerPaths paths;
    private final Disk disk;
    private final Findings findings;

    WalCheck(LedgerPaths paths, Disk disk, Findings findings) {
        this.paths = paths;
        this.disk = disk;
        this.findings = findings;
    }

    /**
     * Checks the entries beyond the newest checkpoint as the others are checked, and the published ones against it.
     *
     * @param blobs takes what these entries refer to
     */
    void check(WalContents wal, long published, ChainCheck chain, BlobReferences blobs) throws IOException {
        wal.damage().ifPresent(fault -> findings.fault(fault.place(), fault.message()));
        wal.notice().ifPresent(fault -> findings.notice(fault.place(), fault.message()));
        long expected = published;
        for (WalEntry found : wal.records()) {
            if (found.sequence() < published) {
                checkPublished(found, published);
            } else if (found.sequence() != expected) {
                findings.fault(found.place(), "entry " + expected + " is missing: " + found.sequence() + " follows");
                return;
            } else {
                checkNext(found, chain, blobs);
                expected++;
            }
        }
        if (expected > published) {
            findings.notice(
                    paths.place(paths.wal()),
                    (expected - published) + " entries are not published yet: the log was not cleanly stopped, or is"
                            + " being written");
        }
    }

    private void checkPublished(WalEntry found, long published) {
        Hash stated = new TileFiles(paths, disk).leafHash(found.sequence(), published);
        if (!found.entry().leafHash().equals(stated)) {
            findings.fault(found.place(), "entry " + found.sequence() + " is not the published one");
        }
    }

    private void checkNext(WalEntry found, ChainCheck chain, BlobReferences blobs) throws IOException {
        Entry entry = found.entry();
        new EntryCheck(paths, disk)
                .check(found.place(), found.sequence(), entry)
                .forEach(fault -> findings.fault(fault.place(), fault.message()));
        blobs.refer(entry);
        chain.next(found.place(), entry);
    }
}
