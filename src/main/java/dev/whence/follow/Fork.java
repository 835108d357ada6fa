package dev.whence.follow;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * Two checkpoints of one log that cannot both be true, and what shows it: the later tree, as its own root proves, had
 * another root when it was as large as the earlier one. Nobody but the log can make such a pair, because both are signed.
 *
 * @param rootThen the root that the later tree had at the earlier size
 * @param proof that the later tree begins with the one of that root (RFC 6962 consistency); empty where the sizes are equal
 */
public record Fork(Checkpoint earlier, Checkpoint later, Hash rootThen, List<Hash> proof) {
    public Fork {
        proof = List.copyOf(proof);
    }

    /** Two checkpoints of one size. */
    static Fork ofOneSize(Checkpoint one, Checkpoint other) {
        return new Fork(one, other, other.root(), List.of());
    }

    /** Why this shows no contradiction; nothing where it does. */
    public Optional<String> objection() {
        if (!earlier.origin().equals(later.origin())) {
            return Optional.of("the checkpoints are of different logs");
        }
        if (earlier.size() > later.size()) {
            return Optional.of("the earlier checkpoint is larger than the later one");
        }
        boolean proved = earlier.size() == 0
                ? rootThen.equals(TreeHasher.EMPTY_ROOT) && proof.isEmpty()
                : ProofVerifier.isPrefix(earlier.size(), later.size(), rootThen, later.root(), proof);
        if (!proved) {
            return Optional.of("the proof does not lead to the later checkpoint's root");
        }
        return rootThen.equals(earlier.root())
                ? Optional.of("the later tree begins with the earlier one: the log has only grown")
                : Optional.empty();
    }

    /** The proof as a file; {@link #parse} reads it. */
    String proofFile() {
        StringBuilder text = new StringBuilder(rootThen.base64()).append('\n');
        proof.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.toString();
    }

    /** Reads a proof's file: the root then, and the hashes of the proof, each a line of base64. */
    static Optional<Fork> parse(Checkpoint earlier, Checkpoint later, String file) {
        List<Optional<Hash>> hashes = file.lines().map(Hash::parseBase64).toList();
        if (hashes.isEmpty() || hashes.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Hash> all = hashes.stream().map(Optional::orElseThrow).toList();
        return Optional.of(new Fork(earlier, later, all.get(0), all.subList(1, all.size())));
    }
}
