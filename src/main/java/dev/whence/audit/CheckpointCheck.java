package dev.whence.audit;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.LogPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Checks the signed notes of a log and the key that it publishes: that each note is written in the one way, says what its
 * name says, and has nothing under it that the trust does not account for.
 */
final class CheckpointCheck {
    private static final int AT_ONCE = 256;

    private final LogFiles files;
    private final CheckpointTrust trust;
    private final Findings findings;
    private final boolean atRest;
    private final NavigableMap<Long, Checkpoint> kept = new TreeMap<>();
    private Optional<Checkpoint> newest = Optional.empty();

    /** @param atRest whether nobody writes, so that what is under way elsewhere is a fault here */
    CheckpointCheck(LogFiles files, CheckpointTrust trust, Findings findings, boolean atRest) {
        this.files = files;
        this.trust = trust;
        this.findings = findings;
        this.atRest = atRest;
    }

    /** What one file holds: a checkpoint that can be trusted, or a fault. */
    private record Note(Optional<Checkpoint> checkpoint, Optional<Fault> fault) {
        static Note fault(String name, String message) {
            return new Note(Optional.empty(), Optional.of(new Fault(name, message)));
        }
    }

    /** Checks that the key that is trusted is the one that the log publishes; it follows a change of keys last. */
    void readPublishedKey() throws IOException {
        byte[] expected = (trust.key().line() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] file = files.read(Names.PUBLISHED_KEY).orElse(new byte[0]);
        if (!Arrays.equals(file, expected)) {
            String line = new String(file, StandardCharsets.UTF_8).strip();
            boolean wasTheKey = trust instanceof LogPolicy policy
                    && policy.logs().stream().anyMatch(log -> log.vkey().equals(line));
            findings.faultAtRest(
                    atRest || !wasTheKey, Names.PUBLISHED_KEY, "it is missing, or not the key that is trusted");
        }
    }

    /**
     * Reads the newest checkpoint and the kept ones.
     *
     * @param from the size of the smallest one that is looked at
     * @param most how many of the greatest are looked at
     * @param oneByOne is told after some of them; without it they are read on all cores: a signature costs far more than a
     *     hash, and there may be many
     */
    void read(long from, int most, Optional<Progress> oneByOne) throws IOException {
        // The newest first: the others may become more while this reads.
        Optional<byte[]> file = files.read(Names.CHECKPOINT);
        if (file.isEmpty()) {
            findings.fault(Names.CHECKPOINT, "it is missing");
        } else {
            newest = take(read(Names.CHECKPOINT, file.get()));
            if (newest.isPresent()) {
                checkWitnesses(file.get());
            }
        }
        List<String> names = names(from, most);
        for (int start = 0; start < names.size(); start += AT_ONCE) {
            List<String> some = names.subList(start, Math.min(start + AT_ONCE, names.size()));
            (oneByOne.isPresent() ? some.stream() : some.parallelStream())
                    .map(this::readKept)
                    .toList()
                    .forEach(note -> take(note).ifPresent(checkpoint -> kept.put(checkpoint.size(), checkpoint)));
            oneByOne.ifPresent(
                    progress -> progress.reached(0, newest.map(Checkpoint::size).orElse(0L)));
        }
        if (newest.isPresent()) {
            checkKept(newest.get(), file.orElseThrow());
        } else {
            // The rest can still be checked against the greatest that is kept.
            newest = Optional.ofNullable(kept.lastEntry()).map(java.util.Map.Entry::getValue);
        }
    }

    /** The newest one must have all the signatures that are asked for. */
    private void checkWitnesses(byte[] file) {
        try {
            trust.open(file);
        } catch (RefusedException e) {
            findings.fault(Names.CHECKPOINT, e.problem().detail());
        }
    }

    /** What is no checkpoint's name is among them: it has to be told of. */
    private List<String> names(long from, int most) throws IOException {
        List<String> names = files.below(Names.CHECKPOINTS).stream()
                .filter(name -> Names.checkpointSize(name).orElse(from) >= from)
                .sorted(java.util.Comparator.comparingLong(
                        name -> Names.checkpointSize(name).orElse(Long.MAX_VALUE)))
                .toList();
        return names.subList(Math.max(names.size() - most, 0), names.size());
    }

    private Optional<Checkpoint> take(Note note) {
        note.fault().ifPresent(findings::fault);
        return note.checkpoint();
    }

    private Note readKept(String name) {
        OptionalLong size = Names.checkpointSize(name);
        if (size.isEmpty()) {
            return Note.fault(name, "it is not a file of the ledger");
        }
        try {
            Note note = read(name, files.read(name).orElse(new byte[0]));
            boolean isOfSize = note.checkpoint()
                    .map(checkpoint -> checkpoint.size() == size.getAsLong())
                    .orElse(true);
            return isOfSize ? note : Note.fault(name, "it is the checkpoint of another size");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Note read(String name, byte[] file) {
        try {
            return new Note(Optional.of(trust.openWhole(file)), Optional.empty());
        } catch (RefusedException e) {
            return Note.fault(name, e.problem().detail());
        }
    }

    private void checkKept(Checkpoint checkpoint, byte[] newestFile) throws IOException {
        String name = Names.checkpoint(checkpoint.size());
        Optional<byte[]> file = files.read(name);
        if (file.isEmpty()) {
            findings.fault(name, "the newest checkpoint is not kept here");
        } else if (kept.containsKey(checkpoint.size()) && !Arrays.equals(file.get(), newestFile)) {
            // Cosignatures are added to the kept one first.
            boolean isTheSame = checkpoint.equals(kept.get(checkpoint.size()));
            findings.faultAtRest(atRest || !isTheSame, Names.CHECKPOINT, "it is not the same as " + name);
        }
        // A log of other making need not keep one.
        if (!files.exists(Names.checkpoint(0)) && !files.exists(Names.FOLLOWS)) {
            findings.fault(Names.checkpoint(0), "the checkpoint of the empty log is missing");
        }
    }

    /** The newest one that can be trusted. */
    Optional<Checkpoint> newest() {
        return newest;
    }

    /** Those under checkpoints/ that were looked at and can be trusted, by size. */
    NavigableMap<Long, Checkpoint> kept() {
        return kept;
    }
}
