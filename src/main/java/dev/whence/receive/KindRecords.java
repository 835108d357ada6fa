package dev.whence.receive;

import dev.whence.access.Sight;
import dev.whence.ledger.Event;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.Log;
import dev.whence.receipt.DatasetVersionId;
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
import java.util.stream.LongStream;

/**
 * Where the entries of those kinds lie that callers ask for by name or one after the other: incidents, registered versions,
 * knowledge changes, sessions of operations, catalog records. Fed with event lines, at start and before entries are acknowledged. The heap holds no names. Thread
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
    private final KeyTable older = new KeyTable();
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
        if (event.others().containsKey(RecordRule.DATASET_VERSION)) {
            put(
                    RecordRule.DATASET_VERSION,
                    event,
                    hidden.apply(event.others().get(RecordRule.DATASET_VERSION).asText()));
        }
        if (kind.equals(ReceiptKind.INCIDENT.ledgerName()) || isRecord(kind)) {
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

    private static boolean isRecord(String kind) {
        return ReceiptKind.named(kind).filter(ReceiptKind::isRecord).isPresent();
    }

    private void list(Event event) {
        inOrder.computeIfAbsent(place(event.org(), event.kind()), unused -> new Sequences())
                .add(event.sequence());
    }

    private static String place(String organisation, String kind) {
        return kind + "\n" + organisation;
    }

    private void put(String space, Event event, String name) {
        KeyTable.Key key = keys.key(space, event.org(), name);
        long before = newest.get(key);
        if (before >= 0) {
            older.put(olderThan(space, event.sequence()), before);
        }
        newest.put(key, event.sequence());
    }

    private KeyTable.Key olderThan(String space, long sequence) {
        return keys.key("before " + space, "", Long.toString(sequence));
    }

    /** Where the sessions of operations stand. */
    public OpenSessions sessions() {
        return sessions;
    }

    /** What somebody finds here: what is hidden is as if it had never come. */
    public Seen seenBy(Sight sight) {
        return new Seen(sight);
    }

    /** The entries that one caller sees. */
    public final class Seen {
        private final Sight sight;

        private Seen(Sight sight) {
            this.sight = sight;
        }

        /** How many entries of a kind there are in a log of a size. */
        public int count(String organisation, ReceiptKind kind, long size) {
            return (int) inOrder(organisation, kind, 0, size).count();
        }

        /**
         * Entries of a kind in their order.
         *
         * @param from the first that may be among them
         * @param size of the log; none beyond it are among them
         * @param most how many at most
         */
        public List<Long> sequences(String organisation, ReceiptKind kind, long from, long size, int most) {
            return inOrder(organisation, kind, from, size).limit(most).boxed().toList();
        }

        private LongStream inOrder(String organisation, ReceiptKind kind, long from, long size) {
            LongStream all = LongStream.of(between(organisation, kind, from, size));
            return sight.isWhole() ? all : all.filter(sight::sees);
        }

        /** Whether an entry of a kind follows another one of its kind that is hidden. */
        public boolean followsHidden(String organisation, ReceiptKind kind, long sequence) {
            long before = lastBefore(organisation, kind, sequence);
            return before >= 0 && !sight.sees(before);
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

        /** The catalog records that describe a version of a dataset, the newest first, superseded ones among them. */
        public List<Long> ofVersion(String organisation, DatasetVersionId version) {
            List<Long> found = new ArrayList<>();
            for (long sequence = newest(RecordRule.DATASET_VERSION, organisation, version.text());
                    sequence >= 0;
                    sequence = before(RecordRule.DATASET_VERSION, sequence)) {
                if (sight.sees(sequence)) {
                    found.add(sequence);
                }
            }
            return found;
        }

        private OptionalLong find(String space, String organisation, String name) {
            long sequence = newest(space, organisation, name);
            while (sequence >= 0 && !sight.sees(sequence)) {
                sequence = before(space, sequence);
            }
            return sequence < 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
        }
    }

    /** A copy: it may be gone through while more come. */
    private synchronized long[] between(String organisation, ReceiptKind kind, long from, long size) {
        Sequences sequences = inOrder.get(place(organisation, kind.ledgerName()));
        return sequences == null
                ? new long[0]
                : Arrays.copyOfRange(
                        sequences.values,
                        sequences.countBelow(from),
                        Math.max(sequences.countBelow(from), sequences.countBelow(size)));
    }

    private synchronized long lastBefore(String organisation, ReceiptKind kind, long sequence) {
        Sequences sequences = inOrder.get(place(organisation, kind.ledgerName()));
        int below = sequences == null ? 0 : sequences.countBelow(sequence);
        return sequences == null || below == 0 ? -1 : sequences.values[below - 1];
    }

    private synchronized long newest(String space, String organisation, String name) {
        return newest.get(keys.key(space, organisation, hidden.apply(name)));
    }

    private synchronized long before(String space, long sequence) {
        return older.get(olderThan(space, sequence));
    }
}
