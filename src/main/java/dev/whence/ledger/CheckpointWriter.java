package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Signs a checkpoint, keeps it under its size, and then makes it the newest. Cosignatures are added to what is kept when
 * they come. Not thread safe.
 */
final class CheckpointWriter {
    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;
    private final KeyRing keys;

    CheckpointWriter(LedgerPaths paths, Disk disk, DurableFiles files, KeyRing keys) {
        this.paths = paths;
        this.disk = disk;
        this.files = files;
        this.keys = keys;
    }

    /** The name that the log has in its checkpoints. */
    String origin() {
        return keys.origin();
    }

    SignedCheckpoint write(Checkpoint checkpoint) throws IOException {
        SignedCheckpoint signed = keys.sign(checkpoint);
        keep(signed, true);
        return signed;
    }

    private void keep(SignedCheckpoint signed, boolean isNewest) throws IOException {
        byte[] note = signed.note().getBytes(StandardCharsets.UTF_8);
        files.replace(paths.unfinished(), paths.checkpoint(signed.size()), note);
        if (isNewest) {
            files.replace(paths.unfinished(), paths.checkpoint(), note);
        }
    }

    /** The newest checkpoint with what was added to the kept one in the moment before a crash. */
    void finish(SignedCheckpoint kept) throws IOException {
        byte[] note = kept.note().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(disk.read(paths.checkpoint()).orElse(new byte[0]), note)) {
            files.replace(paths.unfinished(), paths.checkpoint(), note);
        }
    }

    /**
     * Adds cosignatures to the checkpoint that is kept under a size: right ones, by witnesses that the policy names and
     * that have not signed it yet.
     *
     * @param newest the size of the newest checkpoint
     * @return the checkpoint as it is kept now; nothing where none was added
     */
    Optional<SignedCheckpoint> add(long size, List<SignedNote.Line> cosignatures, long newest) throws IOException {
        Path path = paths.checkpoint(size);
        Optional<byte[]> file = size > newest ? Optional.empty() : disk.read(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        SignedNote note = read(path, file.get());
        List<SignedNote.Line> lines = new ArrayList<>(note.lines());
        for (SignedNote.Line line : cosignatures) {
            if (isWelcome(line, size, note.text(), lines)) {
                lines.add(line);
            }
        }
        if (lines.size() == note.lines().size()) {
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.parse(note.text()).orElseThrow();
        SignedCheckpoint more = new SignedCheckpoint(checkpoint, new SignedNote(note.text(), lines).note());
        keep(more, size == newest);
        return Optional.of(more);
    }

    private SignedNote read(Path path, byte[] file) {
        try {
            keys.policy().open(file);
            return SignedNote.parse(file);
        } catch (RefusedException e) {
            throw new LedgerDamagedException(
                    new Fault(paths.place(path), e.problem().detail()));
        }
    }

    private boolean isWelcome(SignedNote.Line line, long size, String text, List<SignedNote.Line> present) {
        Optional<VerifierKey> key = keys.policy()
                .witnessOf(line)
                .filter(witness -> witness.sizes().contains(size))
                .flatMap(LogPolicy.Witness::key);
        return key.isPresent()
                && present.stream().noneMatch(key.get()::claims)
                && key.get().verifies(text.getBytes(StandardCharsets.UTF_8), line.signature());
    }
}
