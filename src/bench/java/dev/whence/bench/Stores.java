package dev.whence.bench;

import dev.whence.store.EntryQuads;
import dev.whence.store.GraphStore;
import dev.whence.store.QuadSource;
import dev.whence.store.StoreSettings;
import dev.whence.store.Tdb2GraphStore;
import dev.whence.store.Watermark;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Graph stores that a benchmark fills itself. */
final class Stores {
    private Stores() {}

    /** A store that has no ledger behind it, and so must never want to be filled anew. */
    static GraphStore neverCompacted(Path folder) {
        return neverCompacted(folder, graph -> -1);
    }

    /** @param sequences says which entry a graph holds */
    static GraphStore neverCompacted(Path folder, ToLongFunction<String> sequences) {
        StoreSettings usual = StoreSettings.defaults();
        StoreSettings settings =
                new StoreSettings(usual.rebuildBatch(), Long.MAX_VALUE, usual.compactGrowth(), usual.drainMillis());
        return Tdb2GraphStore.open(folder, settings, new NoSource(), sequences);
    }

    private static final class NoSource implements QuadSource {
        @Override
        public Watermark end() {
            return Watermark.EMPTY;
        }

        @Override
        public void forEach(long from, long to, Consumer<EntryQuads> consumer) {
            throw new IllegalStateException("this graph is never filled anew");
        }
    }
}
