package dev.whence.receive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Takes a receipt's content away for ever: writes its tombstone, on the path of all receipts; when that is on the disk the
 * sequencer takes the payload away. Thread-safe.
 */
public final class Eraser {
    private final ReadingRoom reading;
    private final ReceiptIntake intake;
    private final Publisher publisher;

    Eraser(ReadingRoom reading, ReceiptIntake intake, Publisher publisher) {
        this.reading = reading;
        this.intake = intake;
        this.publisher = publisher;
    }

    /**
     * Erases a receipt, or an attachment by itself.
     *
     * <p>What is published of a catalog record is withdrawn first.
     *
     * @param target which the caller may see and erase
     * @param reason kept in the tombstone, for all who could see the receipt
     * @return completes with the tombstone when the content is gone; repeated where it was gone before; or refused, where it
     *     lies in the log itself
     */
    public CompletableFuture<Outcome> erase(Entry target, String reason, Submission submission) {
        Optional<Outcome> earlier = intake.earlier(submission);
        if (earlier.isPresent()) {
            return CompletableFuture.completedFuture(earlier.get());
        }
        OptionalLong tombstone = reading.erasures().tombstone(target.sequence());
        return tombstone.isPresent()
                ? CompletableFuture.completedFuture(repeated(reading.log().entry(tombstone.getAsLong())))
                : Overtaken.tryAgain(() -> take(target, reason, submission));
    }

    /**
     * What everybody sees of a record goes before the record itself: a crash between the two leaves too little, not too much.
     * It stays where the record does.
     */
    private CompletableFuture<Outcome> take(Entry target, String reason, Submission submission) {
        long size = reading.log().size();
        Optional<RecordName> record =
                Optional.of(target).filter(TombstoneJudge::isErasable).flatMap(publisher::nameOf);
        Submission last = record.map(name -> submission.presuming(new Presumption.NotPublishedSince(name, size)))
                .orElse(submission);
        return record.flatMap(name -> publisher.withdrawPublished(target, name, submission))
                .map(withdrawn -> withdrawn.thenCompose(done -> done instanceof Outcome.Refused
                        ? CompletableFuture.completedFuture(done)
                        : entomb(target, reason, last)))
                .orElseGet(() -> entomb(target, reason, last));
    }

    private CompletableFuture<Outcome> entomb(Entry target, String reason, Submission submission) {
        return intake.take(document(target, reason, submission), submission.as(ReceiptKind.TOMBSTONE));
    }

    private static Outcome repeated(Entry tombstone) {
        return new Outcome.Repeated(
                tombstone.event().receiptId(),
                tombstone.sequence(),
                tombstone.eventHash(),
                tombstone.event().previousEventHash());
    }

    private byte[] document(Entry target, String reason, Submission submission) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("tombstone_of", target.event().receiptId().text());
        json.put("reason", reason);
        json.put("erased_at", now(target).toString());
        submission.submitter().ifPresent(name -> json.put("erased_by", name));
        SortedSet<String> outputs = outputs(target);
        if (!outputs.isEmpty()) {
            outputs.forEach(json.putArray("outputs")::add);
        }
        return Jcs.canonicalize(json);
    }

    /** Where nothing is written the intake says so, whatever the time. */
    private Instant now(Entry target) {
        return reading.log() instanceof Ledger ledger
                ? ledger.now()
                : target.event().time();
    }

    /** By their own names and by those of their bytes, in an order that says nothing. */
    private SortedSet<String> outputs(Entry target) {
        SortedSet<String> hidden = new TreeSet<>();
        if (reading.log() instanceof Ledger ledger) {
            reading.projection().mapped(target).stream()
                    .flatMap(mapped -> mapped.lineage().generated().stream())
                    .flatMap(Eraser::names)
                    .forEach(name -> hidden.add(ledger.blinding().blind(Erasures.OUTPUT_SORT, name)));
        }
        return hidden;
    }

    private static Stream<String> names(LineageFacts.Thing thing) {
        return Stream.concat(Stream.of(thing.iri()), thing.content().stream());
    }
}
