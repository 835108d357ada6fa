package dev.whence.receive;

import dev.whence.ledger.Event;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.Log;
import dev.whence.receipt.OperationReceipt;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.ReceiptKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * Which sessions of operations stand where, and which of them are open. Fed with event lines, at start and before entries
 * are acknowledged; so a restart forgets no session that has to time out. The heap holds no names. Thread-safe.
 */
public final class OpenSessions {
    private static final State[] STATES = State.values();
    private static final String SPACE = "session";

    private final UnaryOperator<String> hidden;
    private final Function<Event, String> subjectOf;
    private final LongFunction<Optional<OperationReceipt>> read;
    private final SessionStates words;
    private final Map<KeyTable.Key, Held> open = new LinkedHashMap<>();
    private final KeyTable newest = new KeyTable();
    private final KeyTable.Maker keys = new KeyTable.Maker();

    /**
     * A session that may still go on.
     *
     * @param sequence the entry with its newest state; what it says, {@link EntryProjection#receipt} reads
     */
    public record Open(String organisation, long sequence, Instant expiresAt) {}

    /**
     * Where a session stands.
     *
     * @param sequence the entry with its newest state
     */
    public record Session(long sequence, State state) {}

    /** @param expiresAt nothing where the event line may not say it */
    private record Held(String organisation, long sequence, Optional<Instant> expiresAt) {}

    private OpenSessions(
            UnaryOperator<String> hidden,
            Function<Event, String> subjectOf,
            LongFunction<Optional<OperationReceipt>> read) {
        this.hidden = hidden;
        this.subjectOf = subjectOf;
        this.read = read;
        this.words = new SessionStates(hidden);
    }

    /** Sessions of a log; where there is no key to hide names under, what is hidden is not found. */
    static OpenSessions of(Log log, EntryProjection projection) {
        LongFunction<Optional<OperationReceipt>> read = sequence -> projection
                .receipt(log.entry(sequence))
                .filter(OperationReceipt.class::isInstance)
                .map(OperationReceipt.class::cast);
        return log instanceof Ledger ledger
                ? new OpenSessions(ledger.blinding()::blinded, ledger.blinding()::subjectOf, read)
                : new OpenSessions(name -> name, Event::subject, read);
    }

    synchronized void add(Event event) {
        Optional<State> state =
                event.kind().equals(ReceiptKind.OPERATION.ledgerName()) ? words.of(event.others()) : Optional.empty();
        if (state.isPresent()) {
            KeyTable.Key key = keys.key(SPACE, event.org(), subjectOf.apply(event));
            newest.put(key, event.sequence() * STATES.length + state.get().ordinal());
            if (state.get().isOpen()) {
                open.put(key, new Held(event.org(), event.sequence(), expiry(event)));
            } else {
                open.remove(key);
            }
        }
    }

    private static Optional<Instant> expiry(Event event) {
        return Optional.ofNullable(event.others().get(OperationRule.EXPIRES_AT))
                .map(end -> Instant.parse(end.asText()));
    }

    /** How many sessions are open, of all organisations. */
    public synchronized int count() {
        return open.size();
    }

    /** Where a session stands; nothing where the organisation has no such invocation. */
    public synchronized Optional<Session> find(String organisation, String invocationId) {
        long found = newest.get(keys.key(SPACE, organisation, hidden.apply(invocationId)));
        return found < 0
                ? Optional.empty()
                : Optional.of(new Session(found / STATES.length, STATES[(int) (found % STATES.length)]));
    }

    /**
     * The sessions that are open and should be no more, those first that expired first. May read receipts. Who closes one
     * may find that somebody else was quicker: the ledger decides.
     */
    public List<Open> expired(Instant now) {
        learnExpiries();
        synchronized (this) {
            return open.values().stream()
                    .flatMap(held ->
                            held.expiresAt().map(end -> new Open(held.organisation(), held.sequence(), end)).stream())
                    .filter(session -> !session.expiresAt().isAfter(now))
                    .sorted(Comparator.comparing(Open::expiresAt).thenComparing(Open::sequence))
                    .toList();
        }
    }

    /** Outside the lock: whoever writes must not wait for a payload to be read. */
    private void learnExpiries() {
        for (Map.Entry<KeyTable.Key, Held> hiddenOne : withoutExpiry()) {
            Held held = hiddenOne.getValue();
            learn(hiddenOne.getKey(), held, read.apply(held.sequence()).flatMap(OperationReceipt::expiresAt));
        }
    }

    private synchronized List<Map.Entry<KeyTable.Key, Held>> withoutExpiry() {
        List<Map.Entry<KeyTable.Key, Held>> found = new ArrayList<>();
        open.forEach((key, held) -> {
            if (held.expiresAt().isEmpty()) {
                found.add(Map.entry(key, held));
            }
        });
        return found;
    }

    /** A session whose receipt was erased has nothing left that could be closed. */
    private synchronized void learn(KeyTable.Key key, Held held, Optional<Instant> expiresAt) {
        if (expiresAt.isEmpty()) {
            open.remove(key, held);
        } else {
            open.replace(key, held, new Held(held.organisation(), held.sequence(), expiresAt));
        }
    }
}
