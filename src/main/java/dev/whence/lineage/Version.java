package dev.whence.lineage;

import java.time.Instant;

/**
 * What lay at a place from some time on. A history of versions is not a derivation.
 *
 * @param time the receipt's own time, or the ledger's where the receipt has none; to the microsecond
 * @param sequence the ledger entry that generated it there, or that first used it where nobody says who generated it
 */
public record Version(
        int entity, EntityKind kind, Instant time, long sequence, boolean generated, boolean superseded) {}
