package dev.whence.receive;

import dev.whence.receipt.ReceiptKind;
import java.util.OptionalLong;

/**
 * What the sequencer remembers of every entry, so that duplicates, conflicts and supersession are decided in memory. Fed
 * by the ledger's event lines at start, and by the sequencer from then on, which alone may add to it. Thread safe.
 */
final class KnownReceipts {
    private final KeyTable receipts = new KeyTable();
    private final KeyTable newestOfSubject = new KeyTable();
    private final KeyTable successors = new KeyTable();
    private final KeyTable.Maker keys = new KeyTable.Maker();
    private boolean anyErased;

    /** The entry that holds this receipt. */
    synchronized OptionalLong sequenceOf(String organisation, String receiptId) {
        return optional(receipts.get(key("receipt", organisation, receiptId)));
    }

    /**
     * The newest entry about a subject.
     *
     * @param blindSubject the subject blinded with the log's key, so that public and other entries compare
     */
    synchronized OptionalLong newest(String organisation, ReceiptKind kind, String blindSubject) {
        return optional(newestOfSubject.get(key(kind.ledgerName(), organisation, blindSubject)));
    }

    /** The entry that superseded this one. */
    synchronized OptionalLong successor(long sequence) {
        return optional(successors.get(key("successor", "", Long.toString(sequence))));
    }

    /** The end of the chain of successors. */
    long newestAfter(long sequence) {
        long newest = sequence;
        for (OptionalLong next = successor(newest); next.isPresent(); next = successor(newest)) {
            newest = next.getAsLong();
        }
        return newest;
    }

    synchronized void remember(long sequence, String organisation, String kind, String receiptId, String blindSubject) {
        receipts.put(key("receipt", organisation, receiptId), sequence);
        newestOfSubject.put(key(kind, organisation, blindSubject), sequence);
        anyErased = anyErased || kind.equals(ReceiptKind.TOMBSTONE.ledgerName());
    }

    synchronized void rememberSuccessor(long superseded, long successor) {
        successors.put(key("successor", "", Long.toString(superseded)), successor);
    }

    /** Whether there is any tombstone. */
    synchronized boolean anyErased() {
        return anyErased;
    }

    private KeyTable.Key key(String space, String organisation, String name) {
        return keys.key(space, organisation, name);
    }

    private static OptionalLong optional(long sequence) {
        return sequence < 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
    }
}
