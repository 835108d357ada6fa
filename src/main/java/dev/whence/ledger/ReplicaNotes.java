package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the notes of another log. */
final class ReplicaNotes {
    private ReplicaNotes() {}

    /**
     * Reads a note. Where lines stand under it that the trust does not account for, only the log's own is kept: whoever
     * reads our files can then check every byte of them, and a line that means nothing here says nothing.
     */
    static SignedCheckpoint open(CheckpointTrust trust, byte[] file) throws RefusedException {
        Checkpoint checkpoint = trust.open(file);
        if (isWhole(trust, file)) {
            return new SignedCheckpoint(checkpoint, new String(file, StandardCharsets.UTF_8));
        }
        SignedNote note = SignedNote.parse(file);
        List<SignedNote.Line> own =
                note.lines().stream().filter(trust.key()::claims).limit(1).toList();
        SignedNote kept = new SignedNote(note.text(), own);
        trust.openWhole(kept.note().getBytes(StandardCharsets.UTF_8));
        return new SignedCheckpoint(checkpoint, kept.note());
    }

    private static boolean isWhole(CheckpointTrust trust, byte[] file) {
        try {
            trust.openWhole(file);
            return true;
        } catch (RefusedException moreThanIsKnown) {
            return false;
        }
    }
}
