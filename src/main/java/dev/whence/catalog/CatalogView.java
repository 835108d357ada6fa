package dev.whence.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A log of changes up to one of them; never changes, but for what is erased: the content of that is in no view any more.
 * Safe to share.
 */
public final class CatalogView {
    /** Before the first record. */
    public static final int START = -1;

    private final ChangeLog log;
    private final int count;

    CatalogView(ChangeLog log, int count) {
        this.log = log;
        this.count = count;
    }

    /** The smallest ledger size that gives this view; 0 where nothing has happened. It names the view for ever. */
    public long size() {
        return count == 0 ? 0 : log.change(count - 1).sequence() + 1;
    }

    /** When the last change was; nothing where nothing has happened. */
    public Optional<Instant> modified() {
        return count == 0 ? Optional.empty() : Optional.of(log.change(count - 1).time());
    }

    /** How many records are there. */
    public int total() {
        return log.alive(count);
    }

    /**
     * Records in the order in which they first came, each as it was last changed.
     *
     * @param afterOrdinal of the last record that the caller has; {@link #START} for none
     */
    public List<Change> records(int afterOrdinal, int most) {
        return log.there(afterOrdinal, most, count);
    }

    /** How many changes there are. */
    public int changeCount() {
        return count;
    }

    /** Changes by number, from one on; fewer at the end. */
    public List<Change> changes(int from, int most) {
        return log.changes(Math.min(from, count), Math.min(Math.addExact(from, most), count));
    }

    /** The number of the first change at a time or later; {@link #changeCount()} where there is none. */
    public int firstSince(Instant since) {
        return log.firstSince(since, count);
    }

    /** The last change of a record; nothing where it never was in the catalog. */
    public Optional<Change> latest(RecordKey key) {
        return log.latest(key, count);
    }

    /** All changes of a record, the oldest first. */
    public List<Change> history(RecordKey key) {
        return log.history(key, count);
    }

    /** Whether what a change published was taken away since, so that it cannot be read. */
    public boolean isErased(Change change) {
        return log.isErased(change);
    }

    /** How many of its publications were taken away by now: only with another number can it show other content. */
    public int erasedCount() {
        return log.erasedBefore(size());
    }
}
