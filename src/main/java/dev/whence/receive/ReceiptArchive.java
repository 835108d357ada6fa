package dev.whence.receive;

import dev.whence.access.Sight;
import dev.whence.ledger.Entry;
import dev.whence.ledger.LedgerStoppedException;
import dev.whence.ledger.Log;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.Subject;
import dev.whence.map.ProvBundleExport;
import dev.whence.map.ReceiptQuads;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptId;
import dev.whence.store.EntryQuads;
import dev.whence.tlog.note.SignedCheckpoint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * Receipts read back from the ledger, in every form: never from the graph, which may be behind. Nothing can be had but
 * through somebody's {@link Sight}. Thread-safe.
 */
public final class ReceiptArchive {
    private final Log ledger;
    private final LineageIndex index;
    private final KnownReceipts known;
    private final EntryProjection projection;
    private final Erasures erasures;
    private final Iris iris;
    private final ProvBundleExport provBundles = new ProvBundleExport();

    ReceiptArchive(
            Log ledger,
            LineageIndex index,
            KnownReceipts known,
            EntryProjection projection,
            Erasures erasures,
            Iris iris) {
        this.ledger = ledger;
        this.index = index;
        this.known = known;
        this.projection = projection;
        this.erasures = erasures;
        this.iris = iris;
    }

    /** What a receipt can be had as. */
    public enum Form {
        RECEIVED("application/json"),
        TURTLE("text/turtle"),
        TRIG("application/trig"),
        JSON_LD("application/ld+json"),
        N_QUADS("application/n-quads");

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }

        public static Form of(String mediaType) {
            return Arrays.stream(values())
                    .filter(form -> form.mediaType.equals(mediaType))
                    .findFirst()
                    .orElseThrow();
        }

        /** All of them, and one more at the end. */
        public static List<String> mediaTypes(String more) {
            return Stream.concat(Arrays.stream(values()).map(form -> form.mediaType), Stream.of(more))
                    .toList();
        }
    }

    /** A receipt with its entry. */
    public final class Stored {
        private final Entry entry;
        private final byte[] received;

        private Stored(Entry entry, byte[] received) {
            this.entry = entry;
            this.received = received;
        }

        public Entry entry() {
            return entry;
        }

        public byte[] as(Form form) {
            if (form == Form.RECEIVED) {
                return received.clone();
            }
            EntryQuads quads = projection.quads(entry);
            return switch (form) {
                case N_QUADS -> ReceiptQuads.nquads(quads.quads()).getBytes(StandardCharsets.UTF_8);
                case TRIG -> trig(quads);
                case JSON_LD -> provBundle(quads);
                default -> turtle(graph(quads));
            };
        }
    }

    /** How many entries the ledger holds. */
    public long size() {
        return ledger.size();
    }

    /** What somebody finds here: what is hidden is as if it had never come. */
    public Seen seenBy(Sight sight) {
        return new Seen(sight);
    }

    /** The receipts that one caller sees. */
    public final class Seen {
        private final Sight sight;

        private Seen(Sight sight) {
            this.sight = sight;
        }

        /** A receipt; nothing where it is not known, not to be seen, or was erased. */
        public Optional<Stored> find(String organisation, ReceiptId id) {
            return entry(organisation, id).flatMap(this::stored);
        }

        /** A receipt's entry, which stays where the receipt itself was erased, or was never to be had. */
        public Optional<Entry> entry(String organisation, ReceiptId id) {
            OptionalLong sequence = sequenceOf(organisation, id);
            // Nothing of it is read for those who may not see it.
            return sequence.isPresent() && sight.sees(sequence.getAsLong())
                    ? Optional.of(ledger.entry(sequence.getAsLong()))
                            .filter(entry -> entry.event().receiptId().equals(id))
                    : Optional.empty();
        }

        /** Whether a receipt was here that the caller could see, and its content was erased. */
        public boolean isErased(String organisation, ReceiptId id) {
            return entry(organisation, id)
                    .filter(entry -> erasures.isErased(entry.sequence()))
                    .isPresent();
        }

        /** The receipt of an entry. */
        public Optional<Stored> stored(Entry entry) {
            return sight.sees(entry.sequence())
                    ? projection.received(entry).map(received -> new Stored(entry, received))
                    : Optional.empty();
        }
    }

    private OptionalLong sequenceOf(String organisation, ReceiptId id) {
        return index.snapshot()
                .find(iris.receipt(organisation, id))
                .filter(subject -> subject.type() == Subject.Type.RECEIPT)
                .map(subject -> OptionalLong.of(subject.id()))
                .orElseGet(() -> unread(organisation, id));
    }

    /** Of what could not be read the index knows nothing; its event line is in the log all the same. */
    private OptionalLong unread(String organisation, ReceiptId id) {
        OptionalLong sequence = known.sequenceOf(organisation, id.text());
        // The sequencer notes a place before the entry is there.
        return sequence.isPresent() && sequence.getAsLong() < ledger.size() ? sequence : OptionalLong.empty();
    }

    /** The newest signed checkpoint. */
    public SignedCheckpoint published() {
        return ledger.published();
    }

    /** Waits for a checkpoint that covers so many entries; false when that took longer, or writing has ended. */
    public boolean awaitPublished(long size, Duration longest) {
        try {
            return ledger.awaitPublished(size, longest).isPresent();
        } catch (LedgerStoppedException ended) {
            // What is on the disk stays acknowledged; the next start publishes it.
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private byte[] provBundle(EntryQuads quads) {
        return provBundles.write(quads.quads()).getBytes(StandardCharsets.UTF_8);
    }

    private static Graph graph(EntryQuads quads) {
        Graph graph = GraphFactory.createDefaultGraph();
        quads.quads().forEach(quad -> graph.add(quad.asTriple()));
        return graph;
    }

    private static byte[] turtle(Graph graph) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RDFWriter.source(graph).format(RDFFormat.TURTLE_PRETTY).output(out);
        return out.toByteArray();
    }

    private static byte[] trig(EntryQuads quads) {
        DatasetGraph dataset = DatasetGraphFactory.create();
        quads.quads().forEach(dataset::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RDFWriter.source(dataset).format(RDFFormat.TRIG_PRETTY).output(out);
        return out.toByteArray();
    }
}
