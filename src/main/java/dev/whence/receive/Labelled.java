package dev.whence.receive;

import dev.whence.receipt.PolicyLabel;
import java.time.Instant;
import java.util.Optional;

/**
 * Who may see a receipt, as resolved at intake.
 *
 * @param embargoUntil when an embargo ends
 */
record Labelled(PolicyLabel label, Optional<Instant> embargoUntil) {}
