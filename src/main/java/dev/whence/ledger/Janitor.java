package dev.whence.ledger;

import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Removes partial tiles and bundles when the full one is published and a grace time is over. When that is follows from
 * the time of the full tile's last entry, so that it does not matter how often the process is started. Not thread safe.
 */
final class Janitor {
    private final LedgerPaths paths;
    private final Disk disk;
    private final Clock clock;
    private final Duration grace;
    private final LongFunction<Instant> timeOfEntry;
    /** When the partial ones of a full tile may go, by that tile's path. */
    private final TreeMap<String, Instant> waiting = new TreeMap<>();

    private boolean looked;

    Janitor(LedgerPaths paths, Disk disk, Clock clock, Duration grace, LongFunction<Instant> timeOfEntry) {
        this.paths = paths;
        this.disk = disk;
        this.clock = clock;
        this.grace = grace;
        this.timeOfEntry = timeOfEntry;
    }

    /** Full tiles have been published that may have partial ones beside them. */
    void published(Iterable<TilePath> full) {
        for (TilePath tile : full) {
            waiting.computeIfAbsent(
                    tile.text(), text -> timeOfEntry.apply(lastEntry(tile)).plus(grace));
        }
    }

    private static long lastEntry(TilePath tile) {
        int levels = tile.isBundle() ? 1 : tile.level() + 1;
        return ((tile.index() + 1) << (levels * Tiles.HEIGHT)) - 1;
    }

    /** Removes what may go. The first time, it looks for what earlier processes have left. */
    void sweep(long published) throws IOException {
        if (!looked) {
            published(leftBefore(published));
            looked = true;
        }
        Instant now = clock.instant();
        Set<String> due = waiting.entrySet().stream()
                .filter(tile -> !now.isBefore(tile.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        for (String tile : due) {
            remove(paths.ledger().resolve(tile + ".p"));
        }
        waiting.keySet().removeAll(due);
    }

    private Set<TilePath> leftBefore(long published) throws IOException {
        return disk.walk(paths.tiles()).stream()
                .map(file -> paths.ledger().relativize(file).toString())
                .flatMap(name -> TilePath.parse(name).stream())
                .filter(TilePath::isPartial)
                .map(TilePath::full)
                .filter(tile -> lastEntry(tile) < published)
                .collect(Collectors.toSet());
    }

    private void remove(Path folder) throws IOException {
        for (String name : disk.list(folder)) {
            disk.delete(folder.resolve(name));
        }
        disk.delete(folder);
    }
}
