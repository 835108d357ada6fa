package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.NoteVerifier;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks every signed note of a log: that it is written in the one way, says what its name says, and is signed. */
final class CheckpointCheck {
    private final LedgerPaths paths;
    private final Disk disk;
    private final VerifierKey key;
    private final Findings findings;
    private final SortedMap<Long, Checkpoint> kept = new TreeMap<>();
    private Optional<Checkpoint> newest = Optional.empty();

    CheckpointCheck(LedgerPaths paths, Disk disk, VerifierKey key, Findings findings) {
        this.paths = paths;
        this.disk = disk;
        this.key = key;
        this.findings = findings;
    }

    /** What one file holds: a checkpoint that can be trusted, or a fault. */
    private record Note(Optional<Checkpoint> checkpoint, Optional<Fault> fault) {}

    /** Reads the newest first: the others may become more while this reads. */
    void read() throws IOException {
        Optional<byte[]> file = disk.read(paths.checkpoint());
        if (file.isEmpty()) {
            findings.fault(paths.place(paths.checkpoint()), "it is missing");
        } else {
            newest = take(read(paths.checkpoint(), file.get()));
        }
        // A signature costs far more than a hash, and there may be many.
        disk.list(paths.checkpoints()).parallelStream()
                .map(this::readKept)
                .toList()
                .forEach(note -> take(note).ifPresent(checkpoint -> kept.put(checkpoint.size(), checkpoint)));
        if (newest.isPresent()) {
            checkKept(newest.get(), file.orElseThrow());
        } else {
            // The rest can still be checked against the greatest that is kept.
            newest = kept.values().stream().reduce((smaller, greater) -> greater);
        }
    }

    private Optional<Checkpoint> take(Note note) {
        note.fault().ifPresent(fault -> findings.fault(fault.place(), fault.message()));
        return note.checkpoint();
    }

    private Note readKept(String name) {
        Path path = paths.checkpoints().resolve(name);
        OptionalLong size = LedgerPaths.checkpointSize(name);
        if (size.isEmpty()) {
            return fault(path, "it is not a file of the ledger");
        }
        try {
            Note note = read(path, disk.read(path).orElse(new byte[0]));
            boolean isOfSize = note.checkpoint()
                    .map(checkpoint -> checkpoint.size() == size.getAsLong())
                    .orElse(true);
            return isOfSize ? note : fault(path, "it is the checkpoint of another size");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Note read(Path path, byte[] file) {
        try {
            SignedNote note = new NoteVerifier(List.of(key)).open(file);
            if (note.lines().size() != 1 || !Arrays.equals(note.note().getBytes(StandardCharsets.UTF_8), file)) {
                return fault(path, "it holds more than the checkpoint and the log's signature");
            }
            return Checkpoint.parse(note.text())
                    .filter(parsed -> parsed.origin().equals(key.name()))
                    .map(parsed -> new Note(Optional.of(parsed), Optional.empty()))
                    .orElseGet(() -> fault(path, "it is not a checkpoint of the log " + key.name()));
        } catch (RefusedException e) {
            return fault(path, e.problem().detail());
        }
    }

    private Note fault(Path path, String message) {
        return new Note(Optional.empty(), Optional.of(new Fault(paths.place(path), message)));
    }

    private void checkKept(Checkpoint checkpoint, byte[] newestFile) throws IOException {
        Path path = paths.checkpoint(checkpoint.size());
        Optional<byte[]> file = disk.read(path);
        if (file.isEmpty()) {
            findings.fault(paths.place(path), "the newest checkpoint is not kept here");
        } else if (kept.containsKey(checkpoint.size()) && !Arrays.equals(file.get(), newestFile)) {
            findings.fault(paths.place(paths.checkpoint()), "it is not the same as " + paths.place(path));
        }
        if (!disk.exists(paths.checkpoint(0))) {
            findings.fault(paths.place(paths.checkpoint(0)), "the checkpoint of the empty log is missing");
        }
    }

    /** The newest one that can be trusted. */
    Optional<Checkpoint> newest() {
        return newest;
    }

    /** Those under checkpoints/ that can be trusted, by size. */
    SortedMap<Long, Checkpoint> kept() {
        return kept;
    }
}
