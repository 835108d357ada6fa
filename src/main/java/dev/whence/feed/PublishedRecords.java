package dev.whence.feed;

import dev.whence.catalog.Catalog;
import dev.whence.catalog.Change;
import dev.whence.catalog.RecordKey;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Log;
import dev.whence.map.Mapped;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Publication;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.Withdrawal;
import dev.whence.receive.EntryProjection;
import dev.whence.receive.ReadingRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * The published records, read from the ledger: never from the graph, which may be behind. All that it gives is public, so it
 * asks nobody who they are. Thread-safe.
 */
public final class PublishedRecords {
    private final Log log;
    private final EntryProjection projection;
    private final Catalog catalog;
    private final Iris iris;

    public PublishedRecords(ReadingRoom reading, Iris iris) {
        this.log = reading.log();
        this.projection = reading.projection();
        this.catalog = reading.catalog();
        this.iris = iris;
    }

    /** What there is, and how it came to be so. */
    public Catalog catalog() {
        return catalog;
    }

    public Iris iris() {
        return iris;
    }

    /** What a change published; nothing where it published nothing, or that was erased. */
    public Optional<Published> read(String organisation, Change change) {
        if (!change.isThere()) {
            return Optional.empty();
        }
        Entry entry = log.entry(change.sequence());
        Optional<Receipt> receipt = projection.receipt(entry);
        return receipt.filter(Publication.class::isInstance)
                .map(read -> published(organisation, change, entry, (Publication) read));
    }

    /** The same without its triples, for what needs none: they are most of the work. */
    public Optional<Publication> publication(Change change) {
        return change.isThere()
                ? projection
                        .receipt(log.entry(change.sequence()))
                        .filter(Publication.class::isInstance)
                        .map(Publication.class::cast)
                : Optional.empty();
    }

    private Published published(String organisation, Change change, Entry entry, Publication publication) {
        Mapped mapped = projection.mapped(entry, publication);
        ReceiptId id = entry.event().receiptId();
        return new Published(
                change,
                publication,
                id,
                iri(organisation, change.key()),
                iris.record(organisation, change.key().kind(), change.key().subject()),
                mapped.graphIri(),
                without(mapped.graph(), mapped.graphIri()));
    }

    private static List<Triple> without(Graph graph, String receipt) {
        List<Triple> triples = new ArrayList<>(graph.size());
        graph.find().forEachRemaining(triple -> {
            Node subject = triple.getSubject();
            if (!subject.isURI() || !subject.getURI().equals(receipt)) {
                triples.add(triple);
            }
        });
        return triples;
    }

    /** The receipt that says of a change. */
    public ReceiptId receipt(Change change) {
        return log.entry(change.sequence()).event().receiptId();
    }

    /** Why a record is there no more; nothing where it was erased, or where that is not for everybody to know. */
    public Optional<String> reason(Change deletion) {
        Entry entry = log.entry(deletion.sequence());
        return Optional.of(entry)
                .filter(ended -> ended.event().label().isPublic())
                .flatMap(projection::receipt)
                .filter(Withdrawal.class::isInstance)
                .map(receipt -> ((Withdrawal) receipt).reason());
    }

    /** The IRI of what a record describes, also where it is published no more. */
    public String iri(String organisation, RecordKey key) {
        ReceiptKind kind = ReceiptKind.named(key.kind()).orElseThrow();
        return iris.described(organisation, new RecordName(kind, key.subject()));
    }

    /** The record that would describe what an IRI names; nothing where no record describes such a thing. */
    public Optional<RecordKey> key(String iri) {
        return iris.read(iri)
                .flatMap(Iris::recordOf)
                .map(name -> new RecordKey(name.kind().ledgerName(), name.subject()));
    }
}
