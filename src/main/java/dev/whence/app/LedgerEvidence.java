package dev.whence.app;

import dev.whence.ledger.Entry;
import dev.whence.ledger.Log;
import dev.whence.query.evidence.EvidenceSource;
import dev.whence.receive.EntryProjection;
import java.util.Optional;

/** Lets evidence be found where it is: in the ledger's entries. */
final class LedgerEvidence implements EvidenceSource {
    private final Log ledger;
    private final EntryProjection projection;

    LedgerEvidence(Log ledger, EntryProjection projection) {
        this.ledger = ledger;
        this.projection = projection;
    }

    @Override
    public Optional<Told> told(long sequence) {
        Entry entry = ledger.entry(sequence);
        return projection
                .receipt(entry)
                .map(receipt -> new Told(receipt, entry.event().label(), entry.eventHash()));
    }
}
