package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger adds to a receipt when it takes it in; each is a triple in the receipt's graph.
 *
 * @param sequence from 0
 * @param eventHash {@code sha256:} and the RFC 6962 leaf hash of the entry
 * @param recordedAt never before the previous entry's
 * @param organisation {@link Iris#DEFAULT_ORGANISATION} unless rights are configured
 * @param supersedes the receipt that this one replaces, as the sequencer resolved it
 */
public record LedgerFacts(
        long sequence,
        String eventHash,
        Instant recordedAt,
        String organisation,
        PolicyLabel label,
        Optional<ReceiptId> supersedes) {}
