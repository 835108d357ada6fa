package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that each entry continues the one before: its hash and its time. Not thread safe. */
final class ChainCheck {
    private final Findings findings;
    private Set<String> previous = Set.of(Event.NO_PREVIOUS);
    private Instant notBefore = Instant.MIN;

    ChainCheck(Findings findings) {
        this.findings = findings;
    }

    /** Checks the next entry. */
    void next(String place, Entry entry) {
        if (!previous.contains(entry.event().previousEventHash())) {
            findings.fault(place, "its prev_event_hash is not the hash of the entry before");
        }
        if (entry.event().time().isBefore(notBefore)) {
            findings.fault(place, "its time is before that of the entry before");
        }
        notBefore = entry.event().time();
        previous = Set.of(entry.eventHash());
    }

    /**
     * Passes over an entry that could not be read, or has not the hash that its tile states; that is told elsewhere. The
     * one behind it may continue either.
     */
    void skip(Hash ofEntry, Hash ofTile) {
        previous = new HashSet<>(List.of(Entry.eventHash(ofEntry), Entry.eventHash(ofTile)));
    }
}
