package dev.whence.tlog.proof;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A proof that a log of an earlier size is the beginning of the one that a checkpoint signs. Its text is the body of a
 * C2SP tlog-witness {@code add-checkpoint} request, so it can be handed to a witness as it is.
 *
 * @param from the earlier size
 * @param checkpoint as the proof states it; trusted only when {@link #verify} has returned
 */
public record ConsistencyProof(long from, List<Hash> hashes, SignedCheckpoint checkpoint) {
    private static final String OLD = "old ";

    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    public String text() {
        StringBuilder text = new StringBuilder(OLD).append(from).append('\n');
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }

    /**
     * Reads a text; nothing in it is trusted yet.
     *
     * @throws RefusedException naming the line that has not its form
     */
    public static ConsistencyProof parse(byte[] file) throws RefusedException {
        ProofLines lines = ProofLines.of(file, "consistency proof");
        return new ConsistencyProof(lines.number(OLD), lines.hashes(), lines.checkpoint());
    }

    /**
     * Checks that the log whose earlier root somebody has kept is the beginning of the one that is signed here.
     *
     * @return the later checkpoint, which can now be trusted
     * @throws RefusedException with the reason why this is no proof
     */
    public Checkpoint verify(Hash earlierRoot, CheckpointTrust trust) throws RefusedException {
        Checkpoint trusted = trust.open(checkpoint.note().getBytes(StandardCharsets.UTF_8));
        if (from > trusted.size()) {
            throw new RefusedException(
                    ProblemType.PROOF_REFUSED,
                    "The proof does not hold: it begins at " + from + " entries and its checkpoint covers only "
                            + trusted.size() + ".");
        }
        if (!ProofVerifier.isPrefix(from, trusted.size(), earlierRoot, trusted.root(), hashes)) {
            throw new RefusedException(
                    ProblemType.PROOF_REFUSED,
                    "The proof does not hold: the log of " + from + " entries with the root " + earlierRoot.base64()
                            + " is not shown to be the beginning of the one with " + trusted.size() + ".");
        }
        return trusted;
    }
}
