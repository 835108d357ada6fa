package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import java.util.List;
import java.util.Optional;

/** Reads the notes of another log. */
final class ReplicaNotes {
    private ReplicaNotes() {}

    /**
     * Reads a note, and keeps of its signature lines those that the policy names: whoever reads our files can then check
     * every byte of them, and a line that means nothing here says nothing.
     */
    static SignedCheckpoint open(LogPolicy policy, byte[] file) throws RefusedException {
        Checkpoint checkpoint = policy.open(file);
        SignedNote note = SignedNote.parse(file);
        List<SignedNote.Line> named = note.lines().stream()
                .filter(line -> policy.names(line, checkpoint.size()))
                .toList();
        return new SignedCheckpoint(checkpoint, new SignedNote(note.text(), named).note());
    }

    /**
     * What a note says that the policy does not believe, where a key of the log may have signed it that is not known yet;
     * its own entries then have to lead to that key.
     */
    static Optional<Checkpoint> claimed(LogPolicy policy, byte[] file) {
        try {
            SignedNote note = SignedNote.parse(file);
            boolean mayBeSigned = note.lines().stream()
                    .anyMatch(line -> line.name().equals(policy.origin()) && !isKnown(policy, line));
            return Checkpoint.parse(note.text())
                    .filter(checkpoint -> mayBeSigned && checkpoint.origin().equals(policy.origin()));
        } catch (RefusedException notANote) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(LogPolicy policy, SignedNote.Line line) {
        return KeyHistory.of(policy).spans().stream()
                .anyMatch(span -> span.key().claims(line));
    }
}
