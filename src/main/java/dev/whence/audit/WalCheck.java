package dev.whence.audit;

import dev.whence.audit.WalRecords.WalRecord;
import dev.whence.tlog.merkle.TreeHasher;
import java.io.IOException;
import java.util.List;

/** Checks what the write-ahead log holds: a clean stop leaves it empty. */
final class WalCheck {
    private final TileReader tiles;
    private final EntryCheck entryCheck;
    private final RotationCheck rotations;
    private final Findings findings;

    /** @param rotations takes the changes of keys that are not published yet */
    WalCheck(LogFiles files, EntryCheck entryCheck, RotationCheck rotations, Findings findings) {
        this.tiles = new TileReader(files);
        this.entryCheck = entryCheck;
        this.rotations = rotations;
        this.findings = findings;
    }

    /**
     * Checks the entries beyond the newest checkpoint as the others are checked, and the published ones against it.
     *
     * @param blobs takes what these entries refer to
     */
    void check(WalRecords wal, long published, ChainCheck chain, BlobReferences blobs) throws IOException {
        wal.damage().ifPresent(findings::fault);
        wal.notice().ifPresent(tail -> findings.notice(tail.place(), tail.message()));
        long expected = published;
        for (WalRecord found : wal.records()) {
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
                    Names.WAL,
                    (expected - published) + " entries are not published yet: the log was not cleanly stopped, or is"
                            + " being written");
        }
    }

    private void checkPublished(WalRecord found, long published) {
        try {
            if (!TreeHasher.leaf(found.bytes()).equals(tiles.leafHash(found.sequence(), published))) {
                findings.fault(found.place(), "entry " + found.sequence() + " is not the published one");
            }
        } catch (TileReader.DamagedException e) {
            findings.fault(e.fault());
        }
    }

    private void checkNext(WalRecord found, ChainCheck chain, BlobReferences blobs) throws IOException {
        entryCheck.check(found.place(), found.sequence(), found.entry(), findings::fault);
        found.entry().event().payloadRef().ifPresent(ref -> blobs.refer(List.of(Names.blob(ref.sha256()))));
        RotationCheck.Found.in(found.place(), found.entry()).ifPresent(change -> rotations.add(List.of(change)));
        chain.next(found.place(), found.entry().event(), TreeHasher.leaf(found.bytes()));
    }
}
