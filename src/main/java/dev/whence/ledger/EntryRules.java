package dev.whence.ledger;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.RefusedException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an entry of somebody else's log must keep to be taken: its own form, and that it continues the one before. Judges
 * what the entry itself shows; a payload beside the log is judged when it has come.
 */
public final class EntryRules {
    /** Intake there may be configured wider than here. */
    private static final JsonLimits WIDEST = new JsonLimits(Integer.MAX_VALUE - 16, 500);

    private EntryRules() {}

    /**
     * The first rule that an entry breaks; nothing where it keeps all.
     *
     * @param entry the bytes that the log signed
     * @param before the entry before it; absent for the first
     * @param sequence its place in the log
     * @param payload that lies beside the log, where it is at hand
     */
    public static Optional<String> broken(
            byte[] entry, Optional<byte[]> before, long sequence, Optional<byte[]> payload) {
        try {
            Optional<Entry> previous = before.isPresent() ? Optional.of(Entry.parse(before.get())) : Optional.empty();
            Entry parsed = Entry.parse(entry);
            Optional<String> broken = broken(parsed, previous, sequence);
            return broken.isPresent() ? broken : payload.flatMap(bytes -> brokenPayload(parsed, bytes));
        } catch (MalformedEntryException malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    static Optional<String> broken(Entry entry, Optional<Entry> before, long sequence) {
        Event event = entry.event();
        if (!Arrays.equals(EventLine.write(event), entry.line())) {
            return Optional.of("the event line is not in canonical form");
        }
        if (event.version() != Event.VERSION) {
            return Optional.of("the event line has a version that is not known here");
        }
        if (event.sequence() != sequence) {
            return Optional.of("its seq is not " + sequence);
        }
        if (!event.label().isPublic() && showsWhatItMustHide(event)) {
            return Optional.of("it is not public, and shows its payload, subject, submitter or idem");
        }
        Optional<String> payload = entry.inlinePayload().flatMap(inline -> brokenPayload(entry, inline));
        return payload.isPresent() ? payload : brokenChain(event, before);
    }

    /** What is wrong with the payload of an entry, wherever it lies. */
    static Optional<String> brokenPayload(Entry entry, byte[] payload) {
        return isReceipt(entry, payload)
                ? Optional.empty()
                : Optional.of("the payload's canonical form has not the entry's receipt_id");
    }

    private static Optional<String> brokenChain(Event event, Optional<Entry> before) {
        String previous = before.map(Entry::eventHash).orElse(Event.NO_PREVIOUS);
        if (!event.previousEventHash().equals(previous)) {
            return Optional.of("its prev_event_hash is not the hash of the entry before");
        }
        return before.filter(entry -> event.time().isBefore(entry.event().time()))
                .map(later -> "its time is before that of the entry before");
    }

    private static boolean showsWhatItMustHide(Event event) {
        return event.payloadRef().isEmpty()
                || !Blinding.isBlinded(event.subject())
                || !event.submitter().map(Blinding::isBlinded).orElse(true)
                || !event.idem().map(Blinding::isBlinded).orElse(true);
    }

    private static boolean isReceipt(Entry entry, byte[] payload) {
        try {
            return CanonicalReceipt.of(payload, WIDEST)
                    .id()
                    .equals(entry.event().receiptId());
        } catch (RefusedException notJson) {
            return false;
        }
    }
}
