package dev.whence.store;

import java.nio.file.Path;
import java.util.List;

/** A process that projects until somebody kills it, and prints each watermark that it reached. */
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String[] arguments) {
        MadeLedger ledger = new MadeLedger(Long.MAX_VALUE);
        Tdb2GraphStore store = Tdb2GraphStore.open(Path.of(arguments[0]), StoreSettings.defaults(), new MadeLedger(0));
        while (true) {
            long from = store.watermark().size();
            long to = from + 1 + from % 37;
            List<EntryQuads> batch = ledger.entries(from, to);
            store.project(batch, MadeLedger.mark(to));
            System.out.println(to);
        }
    }
}
