package dev.whence.receive;

import dev.whence.access.EntryRights;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Event;
import dev.whence.ledger.Log;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.Statement;
import dev.whence.map.Mapped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** Brings what lives in memory up to the ledger: what the sequencer must know, and the lineage index. For one thread. */
final class Replay {
    private static final int BATCH = 1000;

    private final Log ledger;
    private final EntryProjection projection;
    private final KnownReceipts known;
    private final KindRules rules;
    private final AttachmentMarks marks;
    private final KindRecords records;
    private final CatalogFeed catalog;
    private final EntryRights rights;
    private final Optional<IdempotencyKeys> keys;
    private final Erasures erasures;
    private final Function<Event, String> subjectOf;
    private long remembered;

    /**
     * @param keys where requests are answered
     * @param subjectOf names an event's subject as {@link KnownReceipts} wants it
     */
    Replay(
            Log ledger,
            EntryProjection projection,
            KnownReceipts known,
            KindRules rules,
            AttachmentMarks marks,
            KindRecords records,
            CatalogFeed catalog,
            EntryRights rights,
            Optional<IdempotencyKeys> keys,
            Erasures erasures,
            Function<Event, String> subjectOf) {
        this.ledger = ledger;
        this.projection = projection;
        this.known = known;
        this.rules = rules;
        this.marks = marks;
        this.records = records;
        this.catalog = catalog;
        this.rights = rights;
        this.keys = keys;
        this.erasures = erasures;
        this.subjectOf = subjectOf;
    }

    /** Reads every event line that it has not read before, but no payload. */
    void known() {
        long size = ledger.size();
        ledger.scanEvents(remembered, size, this::remember);
        remembered = size;
    }

    private void remember(Event event) {
        String subject = subjectOf.apply(event);
        known.remember(
                event.sequence(), event.org(), event.kind(), event.receiptId().text(), subject);
        rules.remember(event.kind(), new KindRule.Seen(event.sequence(), event.org(), subject, event.others()));
        marks.remember(event, known, subject);
        records.add(event);
        catalog.add(event);
        keys.ifPresent(answered -> answered.remember(event));
        erasures.note(event);
        rights.add(event.sequence(), EventRights.of(event));
        predecessor(event).ifPresent(superseded -> known.rememberSuccessor(superseded, event.sequence()));
    }

    private OptionalLong predecessor(Event event) {
        return event.supersedes().isEmpty()
                ? OptionalLong.empty()
                : known.sequenceOf(event.org(), event.supersedes().get().text());
    }

    /**
     * Reads and maps the entries that the index does not have yet.
     *
     * @param mapped takes, batch by batch, what they mean
     */
    void lineage(LineageIndex index, EdgeLog edges, Consumer<Map<Long, Mapped>> mapped) {
        while (index.size() < ledger.size()) {
            long to = Math.min(ledger.size(), index.size() + BATCH);
            List<Statement> batch = new ArrayList<>();
            Map<Long, Mapped> ready = new LinkedHashMap<>();
            for (long sequence = index.size(); sequence < to; sequence++) {
                batch.add(add(index, ledger.entry(sequence), ready));
            }
            edges.append(batch, ledger.entry(to - 1).eventHash());
            mapped.accept(ready);
        }
    }

    private Statement add(LineageIndex index, Entry entry, Map<Long, Mapped> ready) {
        Event event = entry.event();
        Optional<Mapped> mapped = projection.mapped(entry);
        mapped.ifPresent(made -> ready.put(event.sequence(), made));
        return mapped.isPresent()
                ? index.add(event.sequence(), event.time(), mapped.get().lineage(), predecessor(event))
                : index.skip(event.sequence(), event.time(), predecessor(event));
    }
}
