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
 * @param isTelling whether the proof shows the entry's event line beside its hash
 */
public record InclusionProof(
        Entry entry,
        long size,
        Hash root,
        List<Hash> hashes,
        Optional<SignedCheckpoint> checkpoint,
        boolean isTelling) {
    public InclusionProof {
        hashes = List.copyOf(hashes);
    }

    public long index() {
        return entry.sequence();
    }

    public Hash leaf() {
        return entry.leafHash();
    }

    /** The same for those who may not read the entry: it proves as much, and shows hashes alone. */
    public InclusionProof withoutEntry() {
        return new InclusionProof(entry, size, root, hashes, checkpoint, false);
    }

    /** The event line in base64, where it is shown: with the receipt's bytes it gives the leaf. */
    public Optional<String> extra() {
        return isTelling ? Optional.of(Base64.getEncoder().encodeToString(entry.line())) : Optional.empty();
    }

    /** The proof as a file; nothing where no checkpoint signs the root. */
    public Optional<TlogProof> file() {
        return checkpoint.map(signed -> new TlogProof(extra(), index(), hashes, signed));
    }
}
