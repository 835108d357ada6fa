package dev.whence.store;

/**
 * Settings of the graph store.
 *
 * @param rebuildBatch entries in one transaction while a graph is filled anew; bigger is faster and needs more heap
 * @param compactAboveBytes a folder smaller than this is never compacted by itself
 * @param compactGrowth compact when the folder has this many times its size after the last compaction
 * @param drainMillis how long a recovery waits for running readers before it closes the files under them
 */
public record StoreSettings(int rebuildBatch, long compactAboveBytes, double compactGrowth, long drainMillis) {
    private static final StoreSettings DEFAULTS = new StoreSettings(2_000, 1L << 30, 4.0, 10_000);

    public StoreSettings {
        if (rebuildBatch < 1 || compactAboveBytes < 0 || compactGrowth < 1 || drainMillis < 0) {
            throw new IllegalArgumentException("store settings out of range");
        }
    }

    public static StoreSettings defaults() {
        return DEFAULTS;
    }
}
