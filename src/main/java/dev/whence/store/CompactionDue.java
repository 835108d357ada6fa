package dev.whence.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a graph has grown enough to be compacted. A compaction costs as much as the whole ledger once more, so while
 * much comes in it has to wait, for longer: it would take the cores from those who wait for the graph. It waits no longer
 * than there is room on the disk. Thread safe.
 */
final class CompactionDue {
    /** So many entries in one batch say that much comes in. */
    static final int MANY = 100;

    private static final Logger log = LoggerFactory.getLogger(CompactionDue.class);
    /** So many times the size, and the growth, that are enough in calm. */
    private static final int SIZE_UNDER_LOAD = 16;

    private static final int GROWTH_UNDER_LOAD = 4;
    private static final long CALM_AFTER_NANOS = 5_000_000_000L;

    private final StoreSettings settings;
    private final Path disk;
    private final LongSupplier nanos;
    private volatile boolean loaded;
    private volatile long lastMany;

    /** @param disk a folder on the disk that the graph grows on */
    CompactionDue(StoreSettings settings, Path disk, LongSupplier nanos) {
        this.settings = settings;
        this.disk = disk;
        this.nanos = nanos;
    }

    /** Takes note of how many entries came at once. */
    void note(int entries) {
        if (entries >= MANY) {
            lastMany = nanos.getAsLong();
            loaded = true;
        }
    }

    /** Whether it has grown enough for calm times: if it is not due now, it will be when the load is over. */
    boolean hasGrown(long bytes, long compactedBytes) {
        return hasGrown(bytes, compactedBytes, 1, 1);
    }

    private boolean hasGrown(long bytes, long compactedBytes, int size, int growth) {
        return bytes > size * settings.compactAboveBytes()
                && bytes > growth * settings.compactGrowth() * compactedBytes;
    }

    /** @param bytes what the graph takes, and took when it had just been compacted */
    boolean isNow(long bytes, long compactedBytes) {
        return hasGrown(bytes, compactedBytes)
                && (isCalm() || hasGrown(bytes, compactedBytes, SIZE_UNDER_LOAD, GROWTH_UNDER_LOAD) || free() < bytes);
    }

    private boolean isCalm() {
        return !loaded || nanos.getAsLong() - lastMany > CALM_AFTER_NANOS;
    }

    private long free() {
        try {
            return Files.getFileStore(disk).getUsableSpace();
        } catch (IOException unknown) {
            log.debug("the room on the disk is not known, so nothing waits for it", unknown);
            return 0;
        }
    }
}
