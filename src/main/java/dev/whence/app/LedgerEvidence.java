package dev.whence.app;

import dev.whence.access.Sight;
import dev.whence.ledger.Entry;
import dev.whence.query.evidence.EvidenceSource;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receive.ReadingRoom;
import dev.whence.receive.RecordShelf;
import java.util.Optional;

/** Lets evidence be found where it is: in the ledger's entries. */
final class LedgerEvidence implements EvidenceSource {
    private final ReadingRoom reading;
    private final RecordShelf shelf;

    LedgerEvidence(ReadingRoom reading) {
        this.reading = reading;
        this.shelf = reading.shelf();
    }

    @Override
    public Optional<Told> told(long sequence) {
        Entry entry = reading.log().entry(sequence);
        return reading.projection()
                .receipt(entry)
                .map(receipt -> new Told(receipt, entry.event().label(), entry.eventHash()));
    }

    /** What is published everybody may know, also of a record that is itself not for everybody. */
    @Override
    public boolean isPublished(String organisation, DatasetVersionId version) {
        return shelf.seenBy(Sight.ALL).ofVersion(organisation, version).stream()
                .anyMatch(held -> shelf.publication(organisation, held.name()).isPresent());
    }
}
