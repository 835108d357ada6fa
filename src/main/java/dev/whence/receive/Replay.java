package dev.whence.receive;

import dev.whence.ledger.Entry;
import dev.whence.ledger.Event;
import dev.whence.ledger.Ledger;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.Statement;
import dev.whence.map.Mapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings what lives in memory up to the ledger at start: what the sequencer must know, and the lineage index. */
final class Replay {
    private static final int BATCH = 1000;

    private final Ledger ledger;
    private final EntryProjection projection;
    private final KnownReceipts known;

    Replay(Ledger ledger, EntryProjection projection, KnownReceipts known) {
        this.ledger = ledger;
        this.projection = projection;
        this.known = known;
    }

    /** Reads every event line, but no payload. */
    void known() {
        ledger.scanEvents(0, ledger.size(), this::remember);
    }

    private void remember(Event event) {
        String subject = ledger.blinding().subjectOf(event);
        known.remember(
                event.sequence(), event.org(), event.kind(), event.receiptId().text(), subject);
        predecessor(event).ifPresent(superseded -> known.rememberSuccessor(superseded, event.sequence()));
    }

    private OptionalLong predecessor(Event event) {
        return event.supersedes().isEmpty()
                ? OptionalLong.empty()
                : known.sequenceOf(event.org(), event.supersedes().get().text());
    }

    /** Reads and maps the entries that the index does not have yet. */
    void lineage(LineageIndex index, EdgeLog edges) {
        while (index.size() < ledger.size()) {
            long to = Math.min(ledger.size(), index.size() + BATCH);
            List<Statement> batch = new ArrayList<>();
            for (long sequence = index.size(); sequence < to; sequence++) {
                batch.add(add(index, ledger.entry(sequence)));
            }
            edges.append(batch, ledger.entry(to - 1).eventHash());
        }
    }

    private Statement add(LineageIndex index, Entry entry) {
        Event event = entry.event();
        Optional<Mapped> mapped = projection.mapped(entry);
        return mapped.isPresent()
                ? index.add(event.sequence(), event.time(), mapped.get().lineage(), predecessor(event))
                : index.skip(event.sequence(), event.time());
    }
}
