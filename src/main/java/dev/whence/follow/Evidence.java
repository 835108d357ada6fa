package dev.whence.follow;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks a folder of evidence, with nothing but a key: whether the log has signed a contradiction. Whoever is shown the
 * folder need not trust who shows it.
 */
public final class Evidence {
    static final String OURS = "ours";
    static final String THEIRS = "theirs";
    static final String PROOF = "proof";
    static final String ENTRY = "entry";
    static final String BEFORE = "entry-before";
    static final String PAYLOAD = "payload";
    static final String INCLUSION = "inclusion";
    static final String INCLUSION_BEFORE = "inclusion-before";

    private final Path folder;
    private final CheckpointTrust trust;

    private Evidence(Path folder, CheckpointTrust trust) {
        this.folder = folder;
        this.trust = trust;
    }

    /**
     * What a folder shows.
     *
     * @param proved whether the log has contradicted itself
     * @param sentence what it shows, or why it shows nothing
     */
    public record Verdict(boolean proved, String sentence) {}

    /** Checks a folder; a file that is missing or unreadable proves nothing, which the verdict says. */
    public static Verdict check(Path folder, CheckpointTrust trust) {
        try {
            return new Evidence(folder, trust).check();
        } catch (RefusedException refused) {
            return new Verdict(false, refused.problem().detail());
        } catch (IOException unreadable) {
            return new Verdict(false, "A file of the evidence cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    private Verdict check() throws IOException, RefusedException {
        if (Files.exists(file(PROOF))) {
            return fork();
        }
        if (Files.exists(file(ENTRY))) {
            return brokenEntry();
        }
        return new Verdict(
                false, "Here is what did not fit, and no proof that the log signed it; see README.md in the folder.");
    }

    private Verdict fork() throws IOException, RefusedException {
        Checkpoint ours = trust.open(Files.readAllBytes(file(OURS)));
        Checkpoint theirs = trust.open(Files.readAllBytes(file(THEIRS)));
        boolean oursIsEarlier = ours.size() <= theirs.size();
        Optional<Fork> fork = Fork.parse(
                oursIsEarlier ? ours : theirs,
                oursIsEarlier ? theirs : ours,
                Files.readString(file(PROOF), StandardCharsets.UTF_8));
        if (fork.isEmpty()) {
            return new Verdict(false, "The file proof is not lines of base64 hashes.");
        }
        Optional<String> objection = fork.get().objection();
        return objection.isPresent()
                ? new Verdict(false, "This shows no contradiction: " + objection.get() + ".")
                : new Verdict(true, sentence(fork.get()));
    }

    static String sentence(Fork fork) {
        Checkpoint earlier = fork.earlier();
        return "The log " + earlier.origin() + " has signed two histories: at size " + earlier.size() + " the root "
                + earlier.root().base64() + ", and a tree of " + fork.later().size()
                + " entries that had at that size the root " + fork.rootThen().base64() + ".";
    }

    private Verdict brokenEntry() throws IOException, RefusedException {
        Checkpoint theirs = trust.open(Files.readAllBytes(file(THEIRS)));
        BrokenEntry.Included entry = included(ENTRY, INCLUSION);
        BrokenEntry evidence = new BrokenEntry(
                theirs,
                entry,
                Files.exists(file(BEFORE)) ? Optional.of(included(BEFORE, INCLUSION_BEFORE)) : Optional.empty(),
                Files.exists(file(PAYLOAD))
                        ? Optional.of(new BrokenEntry.Payload(Files.readAllBytes(file(PAYLOAD))))
                        : Optional.empty());
        return evidence.broken()
                .map(rule -> new Verdict(true, sentence(theirs, entry.sequence(), rule)))
                .orElseGet(() -> new Verdict(
                        false, "The entry is not shown to be in the log, or keeps every rule that entries have."));
    }

    static String sentence(Checkpoint checkpoint, long sequence, String rule) {
        return "The log " + checkpoint.origin() + " has signed a tree of " + checkpoint.size()
                + " entries, of which entry " + sequence + " breaks a rule: " + rule + ".";
    }

    /** The first line is the sequence number, each other one a hash of the proof. */
    private BrokenEntry.Included included(String entry, String inclusion) throws IOException, RefusedException {
        List<String> lines = Files.readAllLines(file(inclusion), StandardCharsets.UTF_8);
        try {
            List<Hash> proof = lines.stream()
                    .skip(1)
                    .map(line -> Hash.parseBase64(line).orElseThrow(IllegalArgumentException::new))
                    .toList();
            return new BrokenEntry.Included(
                    Long.parseLong(lines.isEmpty() ? "" : lines.get(0)), Files.readAllBytes(file(entry)), proof);
        } catch (IllegalArgumentException notAProof) {
            throw new RefusedException(
                    dev.whence.receipt.ProblemType.BAD_REQUEST,
                    "The file " + inclusion + " is not a number and lines of base64 hashes.");
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
