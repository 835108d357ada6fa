package dev.whence.receive;

import dev.whence.access.Sight;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Log;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Subject;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Attachments read back from the ledger, with their verdicts; nothing can be had but through somebody's {@link Sight}.
 * Thread-safe.
 */
public final class AttachmentArchive {
    private static final int MOST_RECEIPTS = 100;

    private final Log log;
    private final LineageIndex index;
    private final EntryProjection projection;
    private final AttachmentMarks marks;
    private final Iris iris;

    public AttachmentArchive(ReadingRoom reading, Iris iris) {
        this.log = reading.log();
        this.index = reading.index();
        this.projection = reading.projection();
        this.marks = reading.marks();
        this.iris = iris;
    }

    /** An attachment with its entry and what came of checking it. */
    public record Stored(Entry entry, AttachmentReceipt attachment, Verdict verdict) {}

    /** What somebody finds here: what is hidden is as if it had never come. */
    public Seen seenBy(Sight sight) {
        return new Seen(sight);
    }

    /** The attachments that one caller sees. */
    public final class Seen {
        private final Sight sight;

        private Seen(Sight sight) {
            this.sight = sight;
        }

        /**
         * A receipt's attachments, each as it was judged last, oldest first; erased ones are left out.
         *
         * @return nothing where there is no such receipt
         */
        public Optional<List<Stored>> of(String organisation, ReceiptId receipt) {
            OptionalLong sequence = sequence(organisation, receipt);
            return sequence.isPresent() && sight.sees(sequence.getAsLong())
                    ? Optional.of(of(sequence.getAsLong()))
                    : Optional.empty();
        }

        /** The attachments of the receipt in an entry. */
        public List<Stored> of(long sequence) {
            return marks.of(sequence, index.size(), sight).stream()
                    .flatMap(attached -> stored(log.entry(attached)).stream())
                    .toList();
        }

        /** The attachments of the receipts about a run or a dataset version; some, where there are many. */
        public List<Stored> about(String iri) {
            LineageSnapshot snapshot = index.snapshot().seenBy(sight);
            return snapshot.find(iri).map(snapshot::entries).orElse(List.of()).stream()
                    .limit(MOST_RECEIPTS)
                    .flatMap(sequence -> of(sequence).stream())
                    .toList();
        }

        /** One attachment, whatever receipt it belongs to and however often it was judged since. */
        public Optional<Stored> find(String organisation, ReceiptId attachment) {
            OptionalLong sequence = sequence(organisation, attachment);
            return sequence.isPresent() && sight.sees(sequence.getAsLong())
                    ? stored(log.entry(sequence.getAsLong()))
                    : Optional.empty();
        }
    }

    private Optional<Stored> stored(Entry entry) {
        return EventVerdict.of(entry.event())
                .flatMap(verdict -> projection
                        .receipt(entry)
                        .filter(AttachmentReceipt.class::isInstance)
                        .map(receipt -> new Stored(entry, (AttachmentReceipt) receipt, verdict)));
    }

    private OptionalLong sequence(String organisation, ReceiptId id) {
        return index.snapshot()
                .find(iris.receipt(organisation, id))
                .filter(subject -> subject.type() == Subject.Type.RECEIPT)
                .map(subject -> OptionalLong.of(subject.id()))
                .orElse(OptionalLong.empty());
    }
}
