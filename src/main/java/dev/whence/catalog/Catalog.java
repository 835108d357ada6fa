package dev.whence.catalog;

import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The public catalogs of all organisations. One thread writes, before an entry is acknowledged; any number read. */
public final class Catalog {
    private final Map<String, Logs> logs = new ConcurrentHashMap<>();

    private record Logs(ChangeLog datasets, ChangeLog stac) {}

    /** Where a record is to be seen from now on. */
    public record Places(boolean datasets, boolean stac) {}

    /**
     * A record was published.
     *
     * @param sequence of the entry that did it; entries come in their order
     */
    public void publish(String organisation, RecordKey key, Places places, long sequence, Instant time) {
        Logs of = of(organisation);
        set(of.datasets(), places.datasets(), key, sequence, time);
        set(of.stac(), places.stac(), key, sequence, time);
    }

    private static void set(ChangeLog log, boolean isThere, RecordKey key, long sequence, Instant time) {
        if (isThere) {
            log.put(key, sequence, time);
        } else {
            log.remove(key, sequence, time);
        }
    }

    /** A record was withdrawn from wherever it was to be seen. */
    public void withdraw(String organisation, RecordKey key, long sequence, Instant time) {
        Logs of = of(organisation);
        of.datasets().remove(key, sequence, time);
        of.stac().remove(key, sequence, time);
    }

    /** What a publication says was erased. */
    public void erase(String organisation, RecordKey key, long publication, long tombstone, Instant time) {
        Logs of = of(organisation);
        of.datasets().erase(key, publication, tombstone, time);
        of.stac().erase(key, publication, tombstone, time);
    }

    /** The records that are described fully enough to be harvested as datasets. */
    public ChangeLog datasets(String organisation) {
        return known(organisation).datasets();
    }

    /** The STAC items, collections and catalogs. */
    public ChangeLog stac(String organisation) {
        return known(organisation).stac();
    }

    /** Those that have ever published something, by name. */
    public SortedSet<String> organisations() {
        return new TreeSet<>(logs.keySet());
    }

    /** One that has published nothing has an empty catalog, and none is kept for every name that somebody asks for. */
    private Logs known(String organisation) {
        Logs known = logs.get(organisation);
        return known == null ? new Logs(new ChangeLog(), new ChangeLog()) : known;
    }

    private Logs of(String organisation) {
        return logs.computeIfAbsent(organisation, unused -> new Logs(new ChangeLog(), new ChangeLog()));
    }
}
