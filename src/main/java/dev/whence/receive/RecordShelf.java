package dev.whence.receive;

import dev.whence.access.Sight;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.Log;
import dev.whence.map.Mapped;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.RefusedException;
import dev.whence.vocab.Whence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.jena.graph.NodeFactory;

/**
 * The catalog records as they stand: each in its newest version, without those that were withdrawn. Nothing can be had but
 * through somebody's {@link Sight}. Thread-safe.
 */
public final class RecordShelf {
    private static final List<ReceiptKind> RUN_KINDS = List.of(
            ReceiptKind.RUN,
            ReceiptKind.CLOSED_RUN,
            ReceiptKind.GENERATED,
            ReceiptKind.REGISTRY,
            ReceiptKind.ZONE,
            ReceiptKind.OPERATION,
            ReceiptKind.EVENT);

    private final Log log;
    private final KnownReceipts known;
    private final KindRecords records;
    private final EntryProjection projection;
    private final UnaryOperator<String> blind;
    private final Erasures erasures;

    RecordShelf(ReadingRoom reading) {
        this.log = reading.log();
        this.known = reading.known();
        this.records = reading.records();
        this.projection = reading.projection();
        this.erasures = reading.erasures();
        // Where nothing is written names are known as they stand in the events.
        this.blind = log instanceof Ledger ledger ? ledger.blinding()::blind : UnaryOperator.identity();
    }

    /**
     * A record in its newest version.
     *
     * @param received as it was handed in
     * @param mapped what it says in triples
     */
    public record Held(Entry entry, CatalogRecord record, byte[] received, Mapped mapped) {
        public ReceiptId id() {
            return entry.event().receiptId();
        }

        public RecordName name() {
            return new RecordName(record.kind(), record.subject());
        }

        /**
         * Says no where the record is not from a catalog: a harvest ends only what it brought.
         *
         * @param catalog as {@code source.catalog} names it
         */
        public void requireHarvestedFrom(String catalog) throws RefusedException {
            RecordRule.requireFrom(catalog, record);
        }
    }

    /** The newest receipt that tells of a run; the ledger's label is among its triples. */
    public record HeldReceipt(Entry entry, Receipt receipt, Mapped mapped) {}

    /**
     * Some of the records.
     *
     * @param next where the next page begins; nothing after the last
     */
    public record Page(List<Held> held, OptionalLong next) {
        public Page {
            held = List.copyOf(held);
        }
    }

    /**
     * The entry that publishes a record; nothing where it is not published, or was withdrawn since. Whatever is published
     * everybody may know, so this asks nobody who they are.
     */
    public Optional<Entry> publication(String organisation, RecordName name) {
        String subject = blind.apply(name.text());
        OptionalLong publication = known.newest(organisation, ReceiptKind.PUBLICATION, subject);
        OptionalLong withdrawal = known.newest(organisation, ReceiptKind.WITHDRAWAL, subject);
        boolean stands = publication.isPresent()
                && publication.getAsLong() < log.size()
                && (withdrawal.isEmpty() || withdrawal.getAsLong() < publication.getAsLong());
        return stands ? Optional.of(log.entry(publication.getAsLong())) : Optional.empty();
    }

    /** What somebody finds here: what is hidden is as if it had never come. */
    public Seen seenBy(Sight sight) {
        return new Seen(sight);
    }

    /** The records that one caller sees. */
    public final class Seen {
        private final Sight sight;

        private Seen(Sight sight) {
            this.sight = sight;
        }

        /**
         * The records that describe a version of a dataset, in the order in which they came. A record that gives the id of
         * the version alone describes it too, whatever the dataset is called.
         */
        public List<Held> ofVersion(String organisation, DatasetVersionId version) {
            KindRecords.Seen seen = records.seenBy(sight);
            Set<Long> sequences = new TreeSet<>(seen.ofVersion(organisation, version));
            if (version.slug().isPresent()) {
                sequences.addAll(seen.ofVersion(organisation, new DatasetVersionId(Optional.empty(), version.id())));
            }
            return sequences.stream()
                    .filter(sequence -> known.successor(sequence).isEmpty())
                    .flatMap(sequence -> held(sequence).stream())
                    .toList();
        }

        /**
         * The records as they stand, in the order in which they came, a page at a time.
         *
         * @param from the first place in the ledger that is looked at
         * @param most how many places with a record are looked at
         */
        public Page standing(String organisation, long from, int most) {
            KindRecords.Seen seen = records.seenBy(sight);
            List<Long> places = Arrays.stream(ReceiptKind.values())
                    .filter(ReceiptKind::isRecord)
                    .flatMap(kind -> seen.sequences(organisation, kind, from, log.size(), most).stream())
                    .sorted()
                    .limit(most)
                    .toList();
            List<Held> held = places.stream()
                    .filter(sequence -> known.successor(sequence).isEmpty())
                    .flatMap(sequence -> held(sequence).stream())
                    .toList();
            return new Page(
                    held,
                    places.size() < most ? OptionalLong.empty() : OptionalLong.of(places.get(places.size() - 1) + 1));
        }

        /** One record by its name. */
        public Optional<Held> find(String organisation, RecordName name) {
            OptionalLong newest = known.newest(organisation, name.kind(), blind.apply(name.subject()));
            return newest.isPresent() && newest.getAsLong() < log.size() && sight.sees(newest.getAsLong())
                    ? held(newest.getAsLong())
                    : Optional.empty();
        }

        /** The newest promotion of a dataset version. */
        public OptionalLong promotion(String organisation, DatasetVersionId version) {
            OptionalLong newest = known.newest(organisation, ReceiptKind.PROMOTION, blind.apply(version.text()));
            return newest.isPresent() && newest.getAsLong() < log.size() && sight.sees(newest.getAsLong())
                    ? newest
                    : OptionalLong.empty();
        }

        /** The newest receipts that tell of a run, of whichever kinds. */
        public List<HeldReceipt> receiptsOf(String organisation, String runId) {
            List<HeldReceipt> found = new ArrayList<>();
            for (ReceiptKind kind : RUN_KINDS) {
                OptionalLong newest = known.newest(organisation, kind, blind.apply(runId));
                if (newest.isPresent() && newest.getAsLong() < log.size() && sight.sees(newest.getAsLong())) {
                    receipt(newest.getAsLong()).ifPresent(found::add);
                }
            }
            return found;
        }

        /** Whether a receipt told of a run until it was erased, and the caller sees by what. */
        public boolean isErased(String organisation, String runId) {
            return RUN_KINDS.stream()
                    .map(kind -> known.newest(organisation, kind, blind.apply(runId)))
                    .flatMapToLong(OptionalLong::stream)
                    .filter(sight::sees)
                    .mapToObj(erasures::tombstone)
                    .flatMapToLong(OptionalLong::stream)
                    .anyMatch(sight::sees);
        }
    }

    private Optional<HeldReceipt> receipt(long sequence) {
        Entry entry = log.entry(sequence);
        return projection
                .receipt(entry)
                .map(receipt -> new HeldReceipt(entry, receipt, labelled(entry, projection.mapped(entry, receipt))));
    }

    private static Mapped labelled(Entry entry, Mapped mapped) {
        mapped.graph()
                .add(
                        NodeFactory.createURI(mapped.graphIri()),
                        Whence.POLICY_LABEL,
                        NodeFactory.createLiteralString(entry.event().label().text()));
        return mapped;
    }

    private Optional<Held> held(long sequence) {
        Entry entry = log.entry(sequence);
        return projection
                .receipt(entry)
                .filter(CatalogRecord.class::isInstance)
                .map(CatalogRecord.class::cast)
                .filter(record -> !isWithdrawn(entry, record))
                .map(record -> new Held(
                        entry, record, projection.received(entry).orElseThrow(), projection.mapped(entry, record)));
    }

    private boolean isWithdrawn(Entry entry, CatalogRecord record) {
        OptionalLong withdrawal = known.newest(
                entry.event().org(),
                ReceiptKind.WITHDRAWAL,
                blind.apply(new RecordName(record.kind(), record.subject()).text()));
        return withdrawal.isPresent() && withdrawal.getAsLong() > entry.sequence();
    }
}
