package dev.whence.follow;

import dev.whence.ledger.BadStepException;
import dev.whence.ledger.ReplicaStep;
import dev.whence.tlog.merkle.Proofs;
import dev.whence.tlog.merkle.SizedTiles;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.note.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Makes proofs out of the tiles that a log serves: what its own signature makes true, whoever serves them. Tiles that do
 * not fit their checkpoint give a proof that proves nothing, and so none.
 */
final class Proving {
    private final LogSource source;

    Proving(LogSource source) {
        this.source = source;
    }

    /** That the later tree does not begin with the earlier one. */
    Optional<Fork> fork(Checkpoint earlier, Checkpoint later) throws IOException {
        try {
            SizedTiles tiles = new SizedTiles(later.size(), source.tiles());
            Fork fork = new Fork(
                    earlier,
                    later,
                    TileTree.restore(earlier.size(), tiles, (level, index, tile) -> {})
                            .root(),
                    new Proofs(later.size(), tiles).consistency(earlier.size()));
            return fork.objection().isEmpty() ? Optional.of(fork) : Optional.empty();
        } catch (UncheckedIOException trouble) {
            throw trouble.getCause();
        }
    }

    /** That an entry which breaks a rule is in the tree. */
    Optional<BrokenEntry> brokenEntry(BadStepException bad, ReplicaStep step, Checkpoint signed) throws IOException {
        try {
            Proofs proofs = new Proofs(signed.size(), new SizedTiles(signed.size(), source.tiles()));
            Optional<BrokenEntry.Included> entry = included(bad.sequence(), step, proofs);
            Optional<BrokenEntry.Included> before = included(bad.sequence() - 1, step, proofs);
            return entry.map(found ->
                    new BrokenEntry(signed, found, before, bad.payload().map(BrokenEntry.Payload::new)));
        } catch (UncheckedIOException trouble) {
            throw trouble.getCause();
        }
    }

    private static Optional<BrokenEntry.Included> included(long sequence, ReplicaStep step, Proofs proofs)
            throws IOException {
        Optional<byte[]> bytes = sequence < 0 ? Optional.empty() : step.entry(sequence);
        return bytes.map(entry -> new BrokenEntry.Included(sequence, entry, proofs.inclusion(sequence)));
    }
}
