package dev.whence.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest entries, in memory: all that are not in a full, published bundle. Thread safe; what is in it is on the disk.
 */
final class Tail {
    private final List<Entry> entries = new ArrayList<>();
    private long start;

    /** An empty tail behind so many entries. */
    Tail(long start) {
        this.start = start;
    }

    synchronized void add(List<Entry> more) {
        entries.addAll(more);
    }

    /** Holds these and no others, from a sequence number on; the entries before it are in full bundles. */
    synchronized void replace(long first, List<Entry> newest) {
        entries.clear();
        entries.addAll(newest);
        start = first;
    }

    /** The sequence number of its first entry. */
    synchronized long start() {
        return start;
    }

    /** One more than the sequence number of its last entry: the size of the log. */
    synchronized long end() {
        return start + entries.size();
    }

    /** The entries from one sequence number to before another, as far as they are here. */
    synchronized List<Entry> slice(long from, long to) {
        int first = (int) (Math.max(from, start) - start);
        int end = (int) (Math.min(to, end()) - start);
        return first < end ? List.copyOf(entries.subList(first, end)) : List.of();
    }

    /** Forgets the entries before a sequence number: they are in full bundles. */
    synchronized void dropBefore(long sequence) {
        int count = (int) (Math.min(sequence, end()) - start);
        if (count > 0) {
            entries.subList(0, count).clear();
            start += count;
        }
    }
}
