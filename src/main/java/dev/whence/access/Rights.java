package dev.whence.access;

import dev.whence.receipt.PolicyLabel;
import java.time.Instant;
import java.util.Optional;

/**
 * What decides who may read an entry; as the entry's event line has it.
 *
 * @param organisation that owns it
 * @param label as resolved at intake
 * @param embargoUntil when an embargo ends; one without an end does not
 */
public record Rights(String organisation, PolicyLabel label, Optional<Instant> embargoUntil) {}
