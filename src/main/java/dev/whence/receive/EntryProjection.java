package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Event;
import dev.whence.ledger.Log;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.map.ReceiptQuads;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.store.EntryQuads;
import dev.whence.validate.ReceiptValidator;
import java.util.List;
import java.util.Optional;

/**
 * What a ledger entry means: the same receipt, triples and lineage as on the day it came in. It reads what the entry
 * holds and nothing else; it does not judge again and does not ask today's settings. Thread-safe.
 */
public final class EntryProjection {
    /** An entry was judged when it came in; limits set lower since then must not make it unreadable. */
    private static final JsonLimits NO_LIMITS = new JsonLimits(Integer.MAX_VALUE - 16, 500);

    private final Log ledger;
    private final Iris iris;
    private final ReceiptValidator validator;
    private final ReceiptMapper mapper;
    private final ReceiptQuads quads;

    public EntryProjection(Log ledger, Iris iris, ReceiptValidator validator) {
        this.ledger = ledger;
        this.iris = iris;
        this.validator = validator;
        this.mapper = new ReceiptMapper(iris);
        this.quads = new ReceiptQuads(iris);
    }

    /** The receipt of an entry; nothing where the entry holds none or its payload was erased. */
    public Optional<Receipt> receipt(Entry entry) {
        return tree(entry)
                .flatMap(tree -> kind(entry)
                        .map(kind -> validator.read(kind, tree, entry.event().receiptId())));
    }

    /** The triples and the lineage of an entry, without the ledger's facts. */
    public Optional<Mapped> mapped(Entry entry) {
        return receipt(entry).map(receipt -> mapped(entry, receipt));
    }

    /** The same, for those who have read the receipt already. */
    public Mapped mapped(Entry entry, Receipt receipt) {
        return mapper.map(input(entry.event(), receipt));
    }

    /** The whole graph of an entry. */
    public EntryQuads quads(Entry entry) {
        return mapped(entry)
                .map(mapped -> complete(entry, mapped))
                .orElseGet(() -> new EntryQuads(entry.sequence(), graphIri(entry.event()), List.of()));
    }

    /** The whole graph of an entry whose receipt was mapped a moment ago. */
    EntryQuads complete(Entry entry, Mapped mapped) {
        return new EntryQuads(entry.sequence(), mapped.graphIri(), quads.complete(mapped, entry.facts()));
    }

    /** The bytes as they were received. */
    public Optional<byte[]> received(Entry entry) {
        return ledger.payload(entry);
    }

    private MappingInput input(Event event, Receipt receipt) {
        return new MappingInput(
                receipt,
                event.receiptId(),
                event.org(),
                EventWarnings.of(event),
                event.lenient(),
                EventVerdict.of(event));
    }

    /** The graph that holds what an entry says. */
    String graphIri(Entry entry) {
        return graphIri(entry.event());
    }

    private String graphIri(Event event) {
        return iris.receipt(event.org(), event.receiptId());
    }

    private static Optional<ReceiptKind> kind(Entry entry) {
        return ReceiptKind.named(entry.event().kind());
    }

    private Optional<JsonNode> tree(Entry entry) {
        return ledger.payload(entry).map(EntryProjection::parse);
    }

    private static JsonNode parse(byte[] payload) {
        try {
            return StrictJson.parse(payload, NO_LIMITS);
        } catch (RefusedException impossible) {
            throw new IllegalStateException("a receipt in the ledger is not JSON any more", impossible);
        }
    }

    /** Whether an entry's payload still is the receipt that the entry names. */
    public boolean isWhole(Entry entry) throws RefusedException {
        Optional<byte[]> payload = ledger.payload(entry);
        return payload.isPresent()
                && CanonicalReceipt.of(payload.get(), NO_LIMITS)
                        .id()
                        .equals(entry.event().receiptId());
    }
}
