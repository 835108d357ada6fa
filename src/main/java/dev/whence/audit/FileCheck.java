package dev.whence.audit;

import java.io.IOException;
import java.util.OptionalLong;

/** Looks for files in {@code ledger/} and {@code blobs/} that nothing else accounts for. */
final class FileCheck {
    /** Also of a log at rest: a writer whose disk failed ends in order, and touches nothing any more. */
    private static final String UNFINISHED = "left by a write that failed or was cut off; the next start removes it";

    private final LogFiles files;
    private final Findings findings;
    private final boolean atRest;

    FileCheck(LogFiles files, Findings findings, boolean atRest) {
        this.files = files;
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
        for (String name : files.below(Names.LEDGER)) {
            if (!name.startsWith(Names.TILES + "/")) {
                checkLedgerFile(name, size);
            }
        }
        for (String name : files.below(Names.BLOBS)) {
            if (Names.isStagedBlob(name)) {
                findings.notice(name, UNFINISHED);
            } else if (!blobs.mayReferTo(name)) {
                findings.faultAtRest(atRest, name, "no entry refers to it");
            }
        }
    }

    private void checkLedgerFile(String name, long size) {
        OptionalLong checkpoint = Names.checkpointSize(name);
        if (name.equals(Names.CHECKPOINT) || name.equals(Names.PUBLISHED_KEY)) {
            return;
        }
        if (checkpoint.isPresent()) {
            if (checkpoint.getAsLong() > size) {
                findings.faultAtRest(atRest, name, "it is greater than the newest checkpoint");
            }
        } else if (Names.firstSequence(name).isPresent()) {
            if (atRest) {
                findings.notice(name, "nothing is in it; " + UNFINISHED);
            }
        } else if (name.equals(Names.UNFINISHED)) {
            findings.notice(name, UNFINISHED);
        } else {
            findings.fault(name, "it is not a file of the ledger");
        }
    }
}
