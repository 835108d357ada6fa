package dev.whence.follow;

import dev.whence.ledger.EntryRules;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * An entry that a log has signed and that breaks the rules of entries.
 *
 * @param before the entry before it, likewise in the log; absent for the first
 * @param payload that lies beside the log, where that is what is wrong
 */
record BrokenEntry(Checkpoint checkpoint, Included entry, Optional<Included> before, Optional<Payload> payload) {

    /**
     * An entry with the proof that it is in the log.
     *
     * @param proof RFC 6962 inclusion
     */
    @SuppressWarnings("ArrayRecordComponent") // Written and hashed, never compared.
    record Included(long sequence, byte[] bytes, List<Hash> proof) {
        boolean isIn(Checkpoint checkpoint) {
            return ProofVerifier.includes(
                    sequence, checkpoint.size(), TreeHasher.leaf(bytes), proof, checkpoint.root());
        }
    }

    /** Bytes beside the log. */
    @SuppressWarnings("ArrayRecordComponent") // Written and hashed, never compared.
    record Payload(byte[] bytes) {}

    /** The rule that the entry breaks; nothing where it breaks none, or is not shown to be in the log. */
    Optional<String> broken() {
        boolean continues = before.isPresent()
                ? before.get().sequence() == entry.sequence() - 1
                        && before.get().isIn(checkpoint)
                : entry.sequence() == 0;
        return continues && entry.isIn(checkpoint)
                ? EntryRules.broken(
                        entry.bytes(), before.map(Included::bytes), entry.sequence(), payload.map(Payload::bytes))
                : Optional.empty();
    }
}
