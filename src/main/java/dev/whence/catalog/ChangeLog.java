package dev.whence.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of one kind of catalog, in the order of the ledger. One thread writes, before the entry is acknowledged; any
 * number read, through {@link CatalogView}.
 */
public final class ChangeLog {
    private final List<Change> changes = new ArrayList<>();
    /** By ordinal: the numbers of a record's changes, ascending. */
    private final List<int[]> records = new ArrayList<>();

    private final Map<RecordKey, Integer> ordinals = new HashMap<>();
    /** How many records are there after each change. */
    private int[] alive = new int[64];

    private final Set<Long> erased = new HashSet<>();

    /** A record is there from now on, or in another version. */
    synchronized void put(RecordKey key, long sequence, Instant time) {
        Integer known = ordinals.get(key);
        if (known == null) {
            int ordinal = records.size();
            ordinals.put(key, ordinal);
            records.add(new int[0]);
            append(new Change(changes.size(), Change.Type.CREATE, key, ordinal, sequence, time, time));
        } else {
            Change latest = latest(known, changes.size()).orElseThrow();
            Change.Type type = latest.isThere() ? Change.Type.UPDATE : Change.Type.CREATE;
            append(new Change(changes.size(), type, key, known, sequence, time, latest.issued()));
        }
    }

    /** A record is there no more; nothing where it is not. */
    synchronized void remove(RecordKey key, long sequence, Instant time) {
        Integer known = ordinals.get(key);
        if (known != null) {
            Change latest = latest(known, changes.size()).orElseThrow();
            if (latest.isThere()) {
                append(new Change(changes.size(), Change.Type.DELETE, key, known, sequence, time, latest.issued()));
            }
        }
    }

    /**
     * The content of a publication was taken away: it is in no view any more, whichever it was in before.
     *
     * @param publication the entry that nothing can be read of
     * @param tombstone the entry that took it away
     */
    synchronized void erase(RecordKey key, long publication, long tombstone, Instant time) {
        erased.add(publication);
        Integer known = ordinals.get(key);
        if (known != null && latest(known, changes.size()).orElseThrow().sequence() == publication) {
            remove(key, tombstone, time);
        }
    }

    private void append(Change change) {
        int number = change.number();
        int before = number == 0 ? 0 : alive[number - 1];
        if (number == alive.length) {
            alive = Arrays.copyOf(alive, alive.length * 2);
        }
        alive[number] = before
                + switch (change.type()) {
                    case CREATE -> 1;
                    case UPDATE -> 0;
                    case DELETE -> -1;
                };
        int[] own = records.get(change.ordinal());
        int[] longer = Arrays.copyOf(own, own.length + 1);
        longer[own.length] = number;
        records.set(change.ordinal(), longer);
        changes.add(change);
    }

    /** As it is now. */
    public synchronized CatalogView view() {
        return new CatalogView(this, changes.size());
    }

    /** As it was when the ledger had a size; a larger size than it has now gives what is there now. */
    public synchronized CatalogView view(long ledgerSize) {
        int low = 0;
        int high = changes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.get(middle).sequence() < ledgerSize) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return new CatalogView(this, low);
    }

    synchronized Change change(int number) {
        return changes.get(number);
    }

    synchronized int alive(int count) {
        return count == 0 ? 0 : alive[count - 1];
    }

    synchronized List<Change> changes(int from, int to) {
        return List.copyOf(changes.subList(from, to));
    }

    synchronized int firstSince(Instant since, int count) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.get(middle).time().isBefore(since)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    synchronized List<Change> there(int afterOrdinal, int most, int count) {
        List<Change> found = new ArrayList<>();
        for (int ordinal = afterOrdinal + 1; ordinal < records.size() && found.size() < most; ordinal++) {
            Optional<Change> latest = latest(ordinal, count);
            if (latest.isEmpty()) {
                // Ordinals are given in the order of first changes: all that follow came later too.
                break;
            }
            latest.filter(this::canBeRead).ifPresent(found::add);
        }
        return found;
    }

    private boolean canBeRead(Change change) {
        return change.isThere() && !erased.contains(change.sequence());
    }

    synchronized boolean isErased(Change change) {
        return erased.contains(change.sequence());
    }

    /** How many publications were erased of those that are older than a ledger size. */
    synchronized int erasedBefore(long ledgerSize) {
        return (int) erased.stream().filter(sequence -> sequence < ledgerSize).count();
    }

    synchronized Optional<Change> latest(RecordKey key, int count) {
        return Optional.ofNullable(ordinals.get(key)).flatMap(ordinal -> latest(ordinal, count));
    }

    synchronized List<Change> history(RecordKey key, int count) {
        Integer ordinal = ordinals.get(key);
        return ordinal == null
                ? List.of()
                : Arrays.stream(records.get(ordinal))
                        .filter(number -> number < count)
                        .mapToObj(changes::get)
                        .toList();
    }

    private Optional<Change> latest(int ordinal, int count) {
        int[] own = records.get(ordinal);
        int last = own.length - 1;
        while (last >= 0 && own[last] >= count) {
            last--;
        }
        return last < 0 ? Optional.empty() : Optional.of(changes.get(own[last]));
    }
}
