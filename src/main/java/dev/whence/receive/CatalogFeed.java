package dev.whence.receive;

import dev.whence.catalog.Catalog;
import dev.whence.catalog.RecordKey;
import dev.whence.ledger.Erasure;
import dev.whence.ledger.Event;
import dev.whence.ledger.Log;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells the catalog what was published, withdrawn and erased, from event lines alone: at start, and before entries are
 * acknowledged. For one thread.
 */
final class CatalogFeed {
    private final Catalog catalog = new Catalog();
    private final Log log;
    private final KnownReceipts known;

    /** @param known is told of an event before this is */
    CatalogFeed(Log log, KnownReceipts known) {
        this.log = log;
        this.known = known;
    }

    Catalog catalog() {
        return catalog;
    }

    void add(Event event) {
        if (event.kind().equals(ReceiptKind.PUBLICATION.ledgerName())) {
            name(event).ifPresent(name -> publish(event, name));
        } else if (event.kind().equals(ReceiptKind.WITHDRAWAL.ledgerName())) {
            // One whose subject is hidden ends a record that was never to be seen.
            name(event).ifPresent(name -> catalog.withdraw(event.org(), key(name), event.sequence(), event.time()));
        } else {
            Erasure.of(event).ifPresent(id -> erase(event, id));
        }
    }

    private void publish(Event event, RecordName name) {
        boolean described = Optional.ofNullable(event.others().get(PublicationRule.DESCRIBED))
                .map(said -> said.asBoolean())
                .orElse(false);
        catalog.publish(
                event.org(),
                key(name),
                new Catalog.Places(described, name.kind().isStac()),
                event.sequence(),
                event.time());
    }

    /** What was erased is in the catalog no more, where it was a publication. */
    private void erase(Event tombstone, ReceiptId id) {
        OptionalLong erased = known.sequenceOf(tombstone.org(), id.text());
        if (erased.isPresent() && erased.getAsLong() < tombstone.sequence()) {
            Event event = log.entry(erased.getAsLong()).event();
            if (event.kind().equals(ReceiptKind.PUBLICATION.ledgerName())
                    && event.payloadRef().isPresent()) {
                name(event)
                        .ifPresent(name -> catalog.erase(
                                event.org(), key(name), event.sequence(), tombstone.sequence(), tombstone.time()));
            }
        }
    }

    private static Optional<RecordName> name(Event event) {
        return RecordName.parse(event.subject());
    }

    private static RecordKey key(RecordName name) {
        return new RecordKey(name.kind().ledgerName(), name.subject());
    }
}
