package dev.whence.app;

import dev.whence.ledger.Log;
import dev.whence.map.Mapped;
import dev.whence.query.walk.Entries;
import dev.whence.query.walk.ErasedMeanwhileException;
import dev.whence.query.walk.RunSummary;
import dev.whence.receipt.Receipt;
import dev.whence.receive.EntryProjection;
import java.util.Optional;

/** Lets walks find names where they are: in the ledger's entries, mapped as at intake. */
final class LedgerEntries implements Entries {
    private final Log ledger;
    private final EntryProjection projection;

    LedgerEntries(Log ledger, EntryProjection projection) {
        this.ledger = ledger;
        this.projection = projection;
    }

    @Override
    public boolean isErased(long sequence) {
        return ledger.isErased(sequence);
    }

    /** The ledger tells of an erasure a moment before the index forgets what was erased. */
    private RuntimeException gone(long sequence) {
        return isErased(sequence)
                ? new ErasedMeanwhileException(sequence)
                : new IllegalStateException("entry " + sequence + " holds no receipt any more");
    }

    @Override
    public Entry entryAt(long sequence) {
        dev.whence.ledger.Entry entry = ledger.entry(sequence);
        Receipt receipt = projection.receipt(entry).orElseThrow(() -> gone(sequence));
        Mapped mapped = projection.mapped(entry, receipt);
        return new Entry(
                mapped.lineage(),
                receipt.tellsOfRun()
                        ? Optional.of(RunSummary.of(receipt, entry.event().receiptId()))
                        : Optional.empty());
    }
}
