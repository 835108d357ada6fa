package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.ledger.Entry;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Event;
import dev.whence.ledger.Ledger;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which requests were answered, by their idempotency keys. What an entry answers stands in its event line, under the log's
 * blinding key: so claiming a key and writing the entry are one act, and a start finds every claim again. A request under
 * way holds its key here alone, because a crash ends both. Thread safe.
 *
 * <p>Memory is bounded by what comes in two windows: claims are kept in two tables, and the older is dropped when the
 * younger is a window long.
 */
final class IdempotencyKeys {
    /** The event line's member that stands for the request's body. */
    static final String BODY = "idem_body";

    private static final String KEY_SORT = "idempotency-key";
    private static final String BODY_SORT = "idempotency-body";

    private final Ledger ledger;
    private final Duration window;
    private final KeyTable.Maker maker = new KeyTable.Maker();
    private final Set<KeyTable.Key> underWay = new HashSet<>();
    private KeyTable younger = new KeyTable();
    private KeyTable older = new KeyTable();
    private Instant youngerSince = Instant.EPOCH;

    /** @param window how long a key stands for its request, by the time of the entry */
    IdempotencyKeys(Ledger ledger, Duration window) {
        this.ledger = ledger;
        this.window = window;
    }

    /**
     * Takes a key for a request, until {@link #end}.
     *
     * @return what is to be answered instead, where the key is taken; then there is nothing to end
     */
    Optional<Outcome> begin(Submission submission) {
        return look(submission, true);
    }

    /** What is to be answered instead; the key is left as it is. */
    Optional<Outcome> earlier(Submission submission) {
        return look(submission, false);
    }

    /** The request that held the key is answered, or refused. */
    void end(Submission submission) {
        submission.key().ifPresent(key -> {
            String name = name(submission.organisation(), key);
            synchronized (this) {
                underWay.remove(place(name));
            }
        });
    }

    private Optional<Outcome> look(Submission submission, boolean takes) {
        if (submission.key().isEmpty()) {
            return Optional.empty();
        }
        IdempotencyKey key = submission.key().get();
        String name = name(submission.organisation(), key);
        OptionalLong sequence;
        synchronized (this) {
            KeyTable.Key place = place(name);
            // Asked first: a claim is noted a moment before its entry is on the disk.
            if (underWay.contains(place)) {
                return Optional.of(inFlight());
            }
            sequence = claimed(place);
            if (sequence.isEmpty()) {
                if (takes) {
                    underWay.add(place);
                }
                return Optional.empty();
            }
        }
        return Optional.of(answer(ledger.entry(sequence.getAsLong()), key));
    }

    private OptionalLong claimed(KeyTable.Key place) {
        long young = younger.get(place);
        long sequence = young >= 0 ? young : older.get(place);
        // A writer that stopped may have noted what was never written.
        return sequence >= 0
                        && sequence < ledger.size()
                        && isFresh(ledger.entry(sequence).event().time())
                ? OptionalLong.of(sequence)
                : OptionalLong.empty();
    }

    private boolean isFresh(Instant time) {
        return time.plus(window).isAfter(ledger.now());
    }

    private Outcome answer(Entry entry, IdempotencyKey key) {
        Event event = entry.event();
        JsonNode body = event.others().get(BODY);
        return body != null && body.asText().equals(hidden(key))
                ? new Outcome.Replayed(
                        event.receiptId(),
                        entry.sequence(),
                        entry.eventHash(),
                        event.previousEventHash(),
                        EventWarnings.of(event))
                : conflict();
    }

    /** Adds what the entry of a keyed request has to say. */
    EntryDraft complete(Submission submission, EntryDraft draft) {
        return submission
                .key()
                .map(key ->
                        draft.keyed(name(submission.organisation(), key)).saying(BODY, TextNode.valueOf(hidden(key))))
                .orElse(draft);
    }

    /** Takes note of what an entry answers; those out of the window cost nothing. */
    void remember(Event event) {
        if (event.idem().isPresent() && isFresh(event.time())) {
            remember(event.idem().get(), event.sequence(), event.time());
        }
    }

    /** The same for an entry that is about to be written. */
    void remember(EntryDraft draft, long sequence) {
        draft.idem().ifPresent(request -> remember(request, sequence, ledger.now()));
    }

    private synchronized void remember(String request, long sequence, Instant time) {
        if (time.isAfter(youngerSince.plus(window))) {
            older = younger;
            younger = new KeyTable();
            youngerSince = time;
        }
        younger.put(place(request), sequence);
    }

    private String name(String organisation, IdempotencyKey key) {
        return ledger.blinding().blind(KEY_SORT, organisation + "\n" + key.operation() + "\n" + key.key());
    }

    private String hidden(IdempotencyKey key) {
        return ledger.blinding().blind(BODY_SORT, key.bodySha256());
    }

    private KeyTable.Key place(String request) {
        return maker.key("idem", "", request);
    }

    private static Outcome inFlight() {
        return new Outcome.Refused(
                Problem.of(
                        ProblemType.IN_FLIGHT,
                        "A request with this Idempotency-Key is under way; send this one again in a second to have its answer."));
    }

    private static Outcome conflict() {
        return new Outcome.Refused(Problem.of(
                ProblemType.IDEMPOTENCY_CONFLICT,
                "This Idempotency-Key stands for a request with another body; use a new key for a new request."));
    }
}
