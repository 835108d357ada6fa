package dev.whence.feed.dcat;

import dev.whence.canonical.Sha256;
import dev.whence.catalog.Catalog;
import dev.whence.catalog.CatalogView;
import dev.whence.feed.PublishedRecords;
import dev.whence.map.ReceiptMapper;
import dev.whence.receipt.Iris;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a dump of an organisation's catalog when one is asked for and the catalog has changed since the last; one at a time,
 * however many ask. Thread-safe.
 */
public final class CatalogDumps implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CatalogDumps.class);

    private static final int MOST_KEPT = 32;

    private final Catalog catalog;
    private final DumpText text;
    private final String fingerprint;
    private final Path folder;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(CatalogDumps::thread);
    /** By organisation, the one asked for last at the end: anybody may ask for any name. */
    private final Map<String, CatalogDump> newest = new LinkedHashMap<>(16, 0.75f, true);

    /** @param folder for files without a name, on a disk with room for a dump; made where it is not there */
    public CatalogDumps(PublishedRecords records, CatalogAbout about, Path folder) {
        this(records.catalog(), CatalogEntries.of(records), records.iris(), about, folder);
    }

    CatalogDumps(Catalog catalog, CatalogEntries entries, Iris iris, CatalogAbout about, Path folder) {
        Addresses addresses = new Addresses(iris);
        this.catalog = catalog;
        this.text = new DumpText(entries, new Rendering(), addresses, new CatalogHead(addresses, about));
        this.fingerprint = String.join("\n", Rendering.VERSION, ReceiptMapper.VERSION, iris.base(), about.toString());
        this.folder = folder;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "whence-dump");
        thread.setDaemon(true);
        return thread;
    }

    /** The dump of what an organisation has published now. */
    public synchronized CatalogDump dump(String organisation) {
        CatalogView view = catalog.datasets(organisation).view();
        String tag = tag(organisation, view);
        CatalogDump known = newest.get(organisation);
        if (known == null || !known.tag().equals(tag) || known.file().hasFailed()) {
            letGo(known);
            known = begin(organisation, view, tag);
            newest.put(organisation, known);
            forgetEldest();
        }
        return known;
    }

    private void forgetEldest() {
        Iterator<CatalogDump> eldest = newest.values().iterator();
        while (newest.size() > MOST_KEPT) {
            letGo(eldest.next());
            eldest.remove();
        }
    }

    /** Lets go of dumps of what is not published any more, so that nothing erased is left on the disk. */
    public synchronized void forgetOld() {
        newest.entrySet().removeIf(one -> {
            boolean isOld = !one.getValue()
                    .tag()
                    .equals(tag(one.getKey(), catalog.datasets(one.getKey()).view()));
            if (isOld) {
                letGo(one.getValue());
            }
            return isOld;
        });
    }

    private static void letGo(@Nullable CatalogDump dump) {
        if (dump != null) {
            dump.file().letGo();
        }
    }

    private String tag(String organisation, CatalogView view) {
        String rests = String.join("\n", fingerprint, organisation, String.valueOf(view.size()));
        return Sha256.hex(rests.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    private CatalogDump begin(String organisation, CatalogView view, String tag) {
        try {
            Files.createDirectories(folder);
            GrowingFile file = new GrowingFile(folder);
            maker.execute(() -> fill(file, organisation, view));
            return new CatalogDump(tag, view.modified(), file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void fill(GrowingFile file, String organisation, CatalogView view) {
        try {
            file.fill(out -> text.write(organisation, view, out));
        } catch (IOException | RuntimeException failed) {
            // Those who read it are cut off; the next who asks has it made anew.
            log.error("a dump of the catalog could not be made", failed);
        }
    }

    /** What is being made ends where it is. */
    @Override
    public void close() {
        maker.shutdownNow();
        synchronized (this) {
            newest.values().forEach(CatalogDumps::letGo);
            newest.clear();
        }
    }
}
