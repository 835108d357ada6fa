package dev.whence.receive;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.map.Mapped;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A receipt that every pure station has passed. What is left to decide depends on other receipts.
 *
 * @param label as resolved: its own, or the organisation's default
 * @param embargoUntil when an embargo ends
 * @param lenient whether lenient intake relaxed anything
 * @param verdict of an attachment
 * @param warnings to be kept in the entry, so that a rebuild writes them again without judging again
 */
record Candidate(
        Submission submission,
        CanonicalReceipt canonical,
        Receipt receipt,
        PolicyLabel label,
        Optional<Instant> embargoUntil,
        boolean lenient,
        List<Warning> warnings,
        Mapped mapped,
        Optional<Verdict> verdict) {
    Candidate {
        warnings = List.copyOf(warnings);
    }

    ReceiptId id() {
        return canonical.id();
    }
}
