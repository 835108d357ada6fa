package dev.whence.feed.rocrate;

import dev.whence.access.Sight;
import dev.whence.receipt.Iris;
import dev.whence.receive.ReadingRoom;
import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.RecordShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds runs by their IRIs. Thread-safe. */
public final class RunCrates {
    private final RecordShelf shelf;
    private final ReceiptArchive archive;
    private final Iris iris;

    public RunCrates(ReadingRoom reading, Iris iris) {
        this.shelf = reading.shelf();
        this.archive = reading.archive();
        this.iris = iris;
    }

    /** A run; nothing where no receipt tells of it that the caller sees. */
    public Optional<RunCrate> find(String run, Sight sight) {
        return iris.read(run)
                .filter(minted -> minted.type().equals("run") && minted.names().size() == 1)
                .flatMap(minted ->
                        find(run, minted.organisation(), minted.names().get(0), sight));
    }

    /** Whether a receipt told of a run until it was erased, as far as the caller may know of that. */
    public boolean isErased(String run, Sight sight) {
        return iris.read(run)
                .filter(minted -> minted.type().equals("run") && minted.names().size() == 1)
                .filter(minted -> shelf.seenBy(sight)
                        .isErased(minted.organisation(), minted.names().get(0)))
                .isPresent();
    }

    private Optional<RunCrate> find(String run, String organisation, String runId, Sight sight) {
        List<RunCrate.Told> told = new ArrayList<>();
        for (RecordShelf.HeldReceipt held : shelf.seenBy(sight).receiptsOf(organisation, runId)) {
            boolean tells = held.mapped().lineage().run().equals(Optional.of(run));
            archive.seenBy(sight)
                    .stored(held.entry())
                    .filter(stored -> tells)
                    .ifPresent(stored -> told.add(new RunCrate.Told(held, stored)));
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(new RunCrate(run, runId, told));
    }
}
