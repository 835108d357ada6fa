package dev.whence.ledger;

import dev.whence.canonical.Sha256;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Gives drafts their sequence, time, previous hash, and their places in further chains. Not thread safe. */
final class EntryChain {
    /** No event line can have a longer sequence number: JSON's readers hold no greater integer exactly. */
    private static final long LONGEST_SEQUENCE = (1L << 53) - 1;

    private static final String LONGEST_HASH = "sha256:" + Event.NO_PREVIOUS;

    private final Blinding blinding;
    private final Clock clock;
    /** The event hash of an entry that is on the disk. */
    private final LongFunction<String> written;

    private Position next;

    /** What the next entry continues. */
    private record Position(long sequence, Instant notBefore, String previousEventHash) {
        static final Position FIRST = new Position(0, Instant.EPOCH, Event.NO_PREVIOUS);

        static Position after(Entry entry) {
            return new Position(entry.sequence() + 1, entry.event().time(), entry.eventHash());
        }
    }

    EntryChain(Blinding blinding, Clock clock, LongFunction<String> written, Optional<Entry> last) {
        this.blinding = blinding;
        this.clock = clock;
        this.written = written;
        this.next = last.map(Position::after).orElse(Position.FIRST);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The entries that the drafts would become; nothing has happened yet. */
    List<Entry> extend(List<EntryDraft> drafts) throws RefusedException {
        Instant now = now();
        List<Entry> entries = new ArrayList<>(drafts.size());
        Position position = next;
        for (EntryDraft draft : drafts) {
            // A clock that jumps back does not take the log with it.
            Instant time = now.isBefore(position.notBefore()) ? position.notBefore() : now;
            Entry entry = entry(
                    draft,
                    new Position(position.sequence(), time, position.previousEventHash()),
                    sequence -> eventHash(sequence, entries));
            entries.add(entry);
            position = Position.after(entry);
        }
        return entries;
    }

    /** The entries are on the disk: the next one follows the last of them. */
    void advance(List<Entry> entries) {
        next = Position.after(entries.get(entries.size() - 1));
    }

    /** Refuses a draft whose event line would be too long at any place in the log. */
    void check(EntryDraft draft) throws RefusedException {
        line(event(draft, new Position(LONGEST_SEQUENCE, Instant.EPOCH, LONGEST_HASH), sequence -> LONGEST_HASH));
    }

    /** Of an entry that is on the disk, or further up in the batch. */
    private String eventHash(long sequence, List<Entry> batch) {
        return sequence < next.sequence()
                ? written.apply(sequence)
                : batch.get((int) (sequence - next.sequence())).eventHash();
    }

    private Entry entry(EntryDraft draft, Position position, LongFunction<String> hashes) throws RefusedException {
        Event event = event(draft, position, hashes);
        return Entry.of(event, line(event), draft.isInline() ? draft.payload().shared() : new byte[0]);
    }

    private static byte[] line(Event event) throws RefusedException {
        byte[] line = EventLine.write(event);
        if (line.length > Event.MOST_BYTES) {
            throw tooLong();
        }
        return line;
    }

    private Event event(EntryDraft draft, Position position, LongFunction<String> hashes) {
        return new Event(
                Event.VERSION,
                position.sequence(),
                position.notBefore(),
                draft.kind(),
                draft.org(),
                hidden(draft, draft.subject()),
                draft.submitter().map(submitter -> hidden(draft, submitter)),
                draft.label(),
                draft.receiptId(),
                position.previousEventHash(),
                draft.lenient(),
                draft.supersedes(),
                draft.embargoUntil().map(end -> end.truncatedTo(ChronoUnit.MILLIS)),
                chain(draft, hashes),
                draft.idem().map(request -> draft.label().isPublic() ? request : blinding.blinded(request)),
                payloadRef(draft),
                draft.others());
    }

    private static Map<String, String> chain(EntryDraft draft, LongFunction<String> hashes) {
        Map<String, String> chain = new TreeMap<>(draft.chain());
        draft.continues()
                .forEach((name, after) ->
                        chain.put(name, after.isPresent() ? hashes.apply(after.getAsLong()) : Event.NO_PREVIOUS));
        return chain;
    }

    private String hidden(EntryDraft draft, String name) {
        return draft.label().isPublic() ? name : blinding.blind(name);
    }

    private static Optional<PayloadRef> payloadRef(EntryDraft draft) {
        Payload payload = draft.payload();
        return draft.isInline()
                ? Optional.empty()
                : Optional.of(new PayloadRef(Sha256.hex(payload.shared()), payload.size(), payload.mediaType()));
    }

    private static RefusedException tooLong() {
        String message =
                "What the ledger says of this receipt (subject, submitter, organisation, chain) would be longer"
                        + " than the " + Event.MOST_BYTES + " bytes that an event line may have; use shorter names.";
        return new RefusedException(
                Problem.of(ProblemType.TOO_LARGE, message, List.of(new Violation("", "ledger:event-size", message))));
    }
}
