package dev.whence.feed.stac;

import dev.whence.catalog.Change;
import dev.whence.receipt.Bbox;
import dev.whence.receipt.Geometry;
import dev.whence.receipt.Iris;
import dev.whence.receipt.StacItem;
import java.time.Instant;
import java.util.Optional;

/** Where and when an Item lies, as one change published it. The index alone changes it, under its lock. */
final class ItemEntry {
    private final Change change;
    private final String collection;
    private final String id;
    private final TimeSpan time;
    private final Optional<Bbox> bbox;
    private final Optional<String> wkt;
    /** The number of the change that ended it. */
    private int until = Integer.MAX_VALUE;

    ItemEntry(Change change, StacItem item) {
        String subject = change.key().subject();
        int slash = subject.indexOf('/');
        this.change = change;
        this.collection = Iris.unsegment(subject.substring(0, slash)).intern();
        this.id = subject.substring(slash + 1);
        this.time = time(item);
        this.wkt = item.geometry().map(Geometry::wkt);
        this.bbox = item.bbox().or(() -> item.geometry().map(Geometry::extent));
    }

    private static TimeSpan time(StacItem item) {
        Optional<Instant> moment = item.datetime();
        Instant start = item.start().or(() -> moment).orElse(Instant.MIN);
        Instant end = item.end().or(() -> moment).orElse(Instant.MAX);
        return start.isAfter(end) ? TimeSpan.ALWAYS : new TimeSpan(start, end);
    }

    Change change() {
        return change;
    }

    String collection() {
        return collection;
    }

    String id() {
        return id;
    }

    TimeSpan time() {
        return time;
    }

    Optional<Bbox> bbox() {
        return bbox;
    }

    /** Its geometry, in well-known text. */
    Optional<String> wkt() {
        return wkt;
    }

    void endAt(int number) {
        until = number;
    }

    /** Whether it is what the first so many changes have of its Item. */
    boolean isIn(int changeCount) {
        return change.number() < changeCount && until >= changeCount;
    }
}
