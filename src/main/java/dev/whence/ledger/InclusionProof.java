package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.proof.TlogProof;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Shows that an entry is in the log of a size.
 *
 * @param size of the log that it is proved for
 * @param root of the log of that size
 * @param hashes from the leaf's neighbour up to the root's child
 * @param checkpoint that signs the root; absent where none of that size was published
 */
public record InclusionProof(
        Entry entry, long size, Hash root, List<Hash> hashes, Optional<SignedCheckpoint> checkpoint) {
    public InclusionProof {
        hashes = List.copyOf(hashes);
    }

    public long index() {
        return entry.sequence();
    }

    public Hash leaf() {
        return entry.leafHash();
    }

    /** The event line in base64: with the receipt's bytes it gives the leaf. */
    public String extra() {
        return Base64.getEncoder().encodeToString(entry.line());
    }

    /** The proof as a file; nothing where no checkpoint signs the root. */
    public Optional<TlogProof> file() {
        return checkpoint.map(signed -> new TlogProof(Optional.of(extra()), index(), hashes, signed));
    }
}
