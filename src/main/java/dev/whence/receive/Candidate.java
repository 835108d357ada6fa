package dev.whence.receive;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.map.Mapped;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.Warning;
import java.util.List;

/**
 * A receipt that every pure station has passed. What is left to decide depends on other receipts.
 *
 * @param label as resolved: its own, or the organisation's default
 * @param lenient whether lenient intake relaxed anything
 * @param warnings to be kept in the entry, so that a rebuild writes them again without judging again
 */
record Candidate(
        Submission submission,
        CanonicalReceipt canonical,
        Receipt receipt,
        PolicyLabel label,
        boolean lenient,
        List<Warning> warnings,
        Mapped mapped) {
    Candidate {
        warnings = List.copyOf(warnings);
    }

    ReceiptId id() {
        return canonical.id();
    }
}
