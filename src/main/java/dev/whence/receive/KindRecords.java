package dev.whence.receive;

import dev.whence.ledger.Event;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.Log;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RegisteredVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where the entries of those kinds lie that callers ask for by name or one after the other: incidents, registered versions,
 * knowledge changes, sessions of operations. Fed with event lines, at start and before entries are acknowledged. The heap holds no names. Thread
 * safe.
 */
public final class KindRecords {
    private static final String VERSION = "version";
    private static final String CHANGE = "change";

    private final UnaryOperator<String> hidden;
    private final Function<Event, String> subjectOf;
    private final OpenSessions sessions;
    private final Map<String, Sequences> inOrder = new HashMap<>();
    private final KeyTable newest = new KeyTable();
    private final KeyTable.Maker keys = new KeyTable.Maker();

    /** Sequence numbers in ascending order. */
    private static final class Sequences {
        private long[] values = new long[16];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = value;
        }

        int countBelow(long size) {
            int place = Arrays.binarySearch(values, 0, count, size);
            return place >= 0 ? place : -place - 1;
        }
    }

    private KindRecords(UnaryOperator<String> hidden, Function<Event, String> subjectOf, OpenSessions sessions) {
        this.hidden = hidden;
        this.subjectOf = subjectOf;
        this.sessions = sessions;
    }

    /** Records of a log; where there is no key to hide names under, what is hidden is not found by name. */
    static KindRecords of(Log log, EntryProjection projection) {
        OpenSessions sessions = OpenSessions.of(log, projection);
        return log instanceof Ledger ledger
                ? new KindRecords(ledger.blinding()::blinded, ledger.blinding()::subjectOf, sessions)
                : new KindRecords(name -> name, Event::subject, sessions);
    }

    synchronized void add(Event event) {
        String kind = event.kind();
        sessions.add(event);
        if (kind.equals(ReceiptKind.INCIDENT.ledgerName())) {
            list(event);
        } else if (kind.equals(ReceiptKind.KNOWLEDGE_CHANGE.ledgerName())) {
            list(event);
            put(CHANGE, event, subjectOf.apply(event));
        } else if (kind.equals(ReceiptKind.ARTIFACT.ledgerName())) {
            put(VERSION, event, subjectOf.apply(event));
            if (event.others().containsKey(ArtifactRule.SERIES)) {
                put(
                        ArtifactRule.SERIES,
                        event,
                        hidden.apply(event.others().get(ArtifactRule.SERIES).asText()));
            }
        }
    }

    private void list(Event event) {
        inOrder.computeIfAbsent(place(event.org(), event.kind()), unused -> new Sequences())
                .add(event.sequence());
    }

    private static String place(String organisation, String kind) {
        return kind + "\n" + organisation;
    }

    private void put(String space, Event event, String name) {
        newest.put(keys.key(space, event.org(), name), event.sequence());
    }

    /** Where the sessions of operations stand. */
    public OpenSessions sessions() {
        return sessions;
    }

    /** How many entries of a kind there are in a log of a size. */
    public synchronized int count(String organisation, ReceiptKind kind, long size) {
        Sequences sequences = inOrder.get(place(organisation, kind.ledgerName()));
        return sequences == null ? 0 : sequences.countBelow(size);
    }

    /** The entries of a kind from one place in their order to before another; places below {@link #count}. */
    public synchronized List<Long> sequences(String organisation, ReceiptKind kind, int from, int to) {
        Sequences sequences = inOrder.get(place(organisation, kind.ledgerName()));
        List<Long> found = new ArrayList<>();
        for (int place = from; sequences != null && place < Math.min(to, sequences.count); place++) {
            found.add(sequences.values[place]);
        }
        return found;
    }

    /** The entry that registers a version. */
    public OptionalLong version(String organisation, String artifactId, String version) {
        return find(VERSION, organisation, RegisteredVersion.subject(artifactId, version));
    }

    /** The entry that registers the newest version. */
    public OptionalLong latestVersion(String organisation, String artifactId) {
        return find(ArtifactRule.SERIES, organisation, artifactId);
    }

    /** The entry with the newest state of a knowledge change. */
    public OptionalLong change(String organisation, String changeId) {
        return find(CHANGE, organisation, changeId);
    }

    private synchronized OptionalLong find(String space, String organisation, String name) {
        long sequence = newest.get(keys.key(space, organisation, hidden.apply(name)));
        return sequence < 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
    }
}
