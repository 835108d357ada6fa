package dev.whence.receive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Publication;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.RefusedException;
import dev.whence.shape.DescribedCheck;
import dev.whence.validate.ReceiptValidator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.jena.graph.NodeFactory;

/**
 * Writes what the catalog shows: publications of records, and withdrawals. Both are receipts, on the path of all receipts;
 * whoever calls has made sure that the record was promoted. Thread-safe.
 */
public final class Publisher {
    /** Apart from all other names that are hidden under the key. */
    private static final String HIDDEN_REFERENCE = "published-from";

    private static final String ERASED = "The record was erased.";

    private final ReadingRoom reading;
    private final RecordShelf shelf;
    private final ReceiptIntake intake;
    private final ReceiptValidator validator;
    private final Iris iris;
    private final DescribedCheck described = new DescribedCheck();

    Publisher(ReadingRoom reading, ReceiptIntake intake, ReceiptValidator validator, Iris iris) {
        this.reading = reading;
        this.shelf = reading.shelf();
        this.intake = intake;
        this.validator = validator;
        this.iris = iris;
    }

    /**
     * A record's public form.
     *
     * @param document the record's JSON after the obligations were met
     * @param label {@link PolicyLabel#PUBLIC}, or {@link PolicyLabel#PUBLIC_GENERALIZED}
     * @param obligations the types of those that were met
     * @param notice that has to be shown with it
     */
    public record Public(ObjectNode document, PolicyLabel label, List<String> obligations, Optional<String> notice) {
        public Public {
            obligations = List.copyOf(obligations);
        }
    }

    /**
     * Publishes a record.
     *
     * @param promotion the entry of the promotion that allows it
     * @return refused as {@link ProblemType#ALREADY_SUPERSEDED} where the record or the promotion was replaced, withdrawn or
     *     erased in between
     * @throws RefusedException where the public form is not a good record any more
     */
    public CompletableFuture<Outcome> publish(
            RecordShelf.Held record, Public form, Entry promotion, Submission submission) throws RefusedException {
        ReceiptKind kind = record.record().kind();
        validator.validate(kind, form.document(), record.id(), submission.leniency());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("publication_of", reference(record.entry()));
        json.put("promotion", reference(promotion));
        json.put("published_at", now().toString());
        json.put("policy_label", form.label().text());
        json.put("record", kind.ledgerName());
        form.obligations().forEach(json.putArray("obligations")::add);
        form.notice().ifPresent(notice -> json.put("notice", notice));
        json.set("document", form.document());
        json.put("described", false);
        json.put("described", isDescribed(json, record.name(), submission.organisation()));
        Presumption stands =
                new Presumption.Stands(record.name(), record.entry().sequence(), promotion.sequence());
        return intake.take(
                Jcs.canonicalize(json), submission.as(ReceiptKind.PUBLICATION).presuming(stands));
    }

    private boolean isDescribed(ObjectNode json, RecordName name, String organisation) {
        ReceiptId any = new ReceiptId("0".repeat(64));
        Publication publication = (Publication) validator.read(ReceiptKind.PUBLICATION, json, any);
        Mapped mapped = new ReceiptMapper(iris).map(new MappingInput(publication, any, organisation, List.of(), false));
        return described.isDescribed(mapped.graph(), NodeFactory.createURI(iris.described(organisation, name)));
    }

    /** A receipt id tells whoever guesses a receipt that it was guessed right: of what is not public it is hidden. */
    private String reference(Entry entry) {
        ReceiptId id = entry.event().receiptId();
        return entry.event().label().isPublic()
                ? id.text()
                : ledger().blinding().blind(HIDDEN_REFERENCE, id.text());
    }

    /**
     * Whether what is published of a record is made of this very version, in this very form: to publish it again would tell
     * harvesters of a change that is none.
     */
    public boolean shows(RecordShelf.Held record, Public form) {
        return shelf.publication(record.entry().event().org(), record.name())
                .filter(entry -> isOf(entry, record.entry(), form))
                .isPresent();
    }

    private boolean isOf(Entry publication, Entry record, Public form) {
        Publication said =
                (Publication) reading.projection().receipt(publication).orElseThrow();
        return said.record().equals(reference(record))
                && said.label() == form.label()
                && said.obligations().equals(form.obligations())
                && said.notice().equals(form.notice())
                && Arrays.equals(document(publication), Jcs.canonicalize(form.document()));
    }

    private byte[] document(Entry publication) {
        try {
            byte[] received = reading.projection().received(publication).orElseThrow();
            return Jcs.canonicalize(
                    StrictJson.parse(received, JsonLimits.ACCEPTED).path("document"));
        } catch (RefusedException impossible) {
            throw new IllegalStateException("a publication cannot be read again", impossible);
        }
    }

    /** The name of a catalog record; nothing of any other receipt. */
    Optional<RecordName> nameOf(Entry record) {
        return reading.projection()
                .receipt(record)
                .filter(CatalogRecord.class::isInstance)
                .map(CatalogRecord.class::cast)
                .map(said -> new RecordName(said.kind(), said.subject()));
    }

    /**
     * Takes what is published of a record out of the catalog, because the record itself is about to be erased; nothing where
     * nothing of it is published. The record's name ends with it, whichever version is the newest. Everybody reads a
     * withdrawal, so by whom and why the record is erased stands in its tombstone alone, for those who could see the record.
     */
    Optional<CompletableFuture<Outcome>> withdrawPublished(Entry record, RecordName name, Submission submission) {
        if (!isPublishedFrom(record, name)) {
            return Optional.empty();
        }
        return Optional.of(intake.take(
                Jcs.canonicalize(withdrawal(name, PolicyLabel.PUBLIC, ERASED, Optional.empty())),
                submission.keyed(Optional.empty()).as(ReceiptKind.WITHDRAWAL)));
    }

    private boolean isPublishedFrom(Entry record, RecordName name) {
        return published(record.event().org(), name)
                .filter(publication -> publication.record().equals(reference(record)))
                .isPresent();
    }

    private Optional<Publication> published(String organisation, RecordName name) {
        return shelf.publication(organisation, name)
                .flatMap(reading.projection()::receipt)
                .map(Publication.class::cast);
    }

    /**
     * Ends a record, and its publication where it has one.
     *
     * @param record as it stands, which the caller may see and end
     * @param reason kept for all who could see the record
     */
    public CompletableFuture<Outcome> withdraw(RecordShelf.Held record, String reason, Submission submission) {
        return Overtaken.tryAgain(() -> intake.take(
                Jcs.canonicalize(withdrawal(record, reason, submission.submitter())),
                submission.as(ReceiptKind.WITHDRAWAL)));
    }

    /** What ends what is published under a name, whose record is not to be had; nothing where nothing is published. */
    public Optional<ObjectNode> withdrawal(String organisation, RecordName name, String reason, Optional<String> by) {
        return shelf.publication(organisation, name).map(published -> withdrawal(name, PolicyLabel.PUBLIC, reason, by));
    }

    /** What ends a record; whoever could see the record can see it. */
    public ObjectNode withdrawal(RecordShelf.Held record, String reason, Optional<String> by) {
        String organisation = record.entry().event().org();
        boolean wasPublic = shelf.publication(organisation, record.name()).isPresent();
        PolicyLabel label =
                wasPublic ? PolicyLabel.PUBLIC : record.entry().event().label();
        return withdrawal(record.name(), label, reason, by);
    }

    private ObjectNode withdrawal(RecordName name, PolicyLabel label, String reason, Optional<String> by) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("withdrawal_of", name.text());
        json.put("withdrawn_at", now().toString());
        by.ifPresent(who -> json.put("withdrawn_by", who));
        json.put("reason", reason);
        json.put("policy_label", label.text());
        return json;
    }

    /** Where nothing is written, the intake says so in its own words. */
    private Instant now() {
        return reading.log() instanceof Ledger ledger ? ledger.now().truncatedTo(ChronoUnit.MILLIS) : Instant.EPOCH;
    }

    private Ledger ledger() {
        if (reading.log() instanceof Ledger ledger) {
            return ledger;
        }
        throw new IllegalStateException(
                Problem.of(ProblemType.READ_ONLY, "this log is another's").detail());
    }
}
