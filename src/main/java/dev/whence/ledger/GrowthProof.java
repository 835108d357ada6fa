package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.proof.ConsistencyProof;
import java.util.List;
import java.util.Optional;

/**
 * Shows that the log of an earlier size is the beginning of the log of a later one.
 *
 * @param checkpoint that signs the later root; absent where none of that size was published
 */
public record GrowthProof(
        long from, long to, Hash fromRoot, Hash toRoot, List<Hash> hashes, Optional<SignedCheckpoint> checkpoint) {
    public GrowthProof {
        hashes = List.copyOf(hashes);
    }

    /** The proof as a file; nothing where no checkpoint signs the later root. */
    public Optional<ConsistencyProof> file() {
        return checkpoint.map(signed -> new ConsistencyProof(from, hashes, signed));
    }
}
