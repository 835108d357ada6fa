package dev.whence.feed.rocrate;

import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.RecordShelf;
import java.util.List;

/**
 * A run with the receipts that tell of it, as somebody sees them.
 *
 * @param run its IRI
 * @param runId in its own words
 * @param receipts the newest of each kind; at least one
 */
public record RunCrate(String run, String runId, List<Told> receipts) {
    public RunCrate {
        receipts = List.copyOf(receipts);
    }

    /** A receipt, as it was read and as it was received. */
    public record Told(RecordShelf.HeldReceipt held, ReceiptArchive.Stored stored) {}
}
