package dev.whence.app;

import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.CatalogDump;
import dev.whence.feed.dcat.CatalogFiles;
import dev.whence.feed.dcatus.DcatUs;
import dev.whence.feed.dcatus.DcatUsDocument;
import dev.whence.feed.dcatus.DcatUsDocuments;
import dev.whence.feed.files.LedgerFiles;
import dev.whence.feed.files.StacFiles;
import dev.whence.feed.files.StaticFolder;
import dev.whence.feed.ldes.FeedFiles;
import dev.whence.receipt.Iris;
import dev.whence.serve.PublicCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Writes the public catalog as files; see {@code feed.files}. What is not published is not read. */
final class CatalogExport {
    private static final String DUMP = "dump/" + CatalogDump.NAME;

    private final Whence whence;
    private final String organisation;
    private final boolean withLedger;
    private final Consumer<String> notices;

    /**
     * For one organisation.
     *
     * @param withLedger whether the log is written, though not everybody may read it or it is not that organisation's alone
     */
    CatalogExport(Whence whence, String organisation, boolean withLedger, Consumer<String> notices) {
        this.whence = whence;
        this.organisation = organisation;
        this.withLedger = withLedger;
        this.notices = notices;
    }

    /** The log first, so that what the catalog leads to is there before the catalog is. */
    StaticFolder.Report write(Path folder) throws IOException {
        PublicCatalog catalog = whence.publicCatalog();
        PublishedRecords records = catalog.records();
        whence.publish();
        try (StaticFolder out = StaticFolder.open(folder)) {
            if (mayShowLedger()) {
                new LedgerFiles(whence.ledger()).write(out);
            } else {
                notices.accept(
                        "The log is left out, as not everybody may read it, or it lies elsewhere, under the plain"
                                + " addresses; --with-ledger writes it.");
            }
            CatalogFiles files = new CatalogFiles(records, catalog.about(), organisation);
            out.put(DUMP, files::dump);
            String line = out.hash(DUMP) + "  " + CatalogDump.NAME + "\n";
            out.put(DUMP + ".sha256", line.getBytes(StandardCharsets.US_ASCII));
            files.pages(out);
            new FeedFiles(records, organisation).write(out);
            new StacFiles(records, catalog.about(), organisation).write(out);
            DcatUsDocuments documents = new DcatUsDocuments(records, catalog.about());
            for (DcatUs version : DcatUs.values()) {
                put(out, version, documents.document(organisation, version));
            }
            return out.finish();
        }
    }

    /** A header says over HTTP how many are left out; nobody would look for them in a file. */
    private void put(StaticFolder out, DcatUs version, DcatUsDocument document) throws IOException {
        AtomicInteger leftOut = new AtomicInteger();
        out.put(version.path(), to -> leftOut.set(document.write(to)));
        if (leftOut.get() > 0) {
            notices.accept("Left out of " + version.path() + ", as they lack what DCAT-US demands, such as a contact: "
                    + leftOut.get() + " of the datasets. The setting catalog.contact gives one to all that name none.");
        }
    }

    private boolean mayShowLedger() {
        // The log is one for all, and has its place beside the files of the default organisation.
        boolean isItsPlace = organisation.equals(Iris.DEFAULT_ORGANISATION);
        return withLedger || isItsPlace && mayReadLedger();
    }

    private boolean mayReadLedger() {
        return whence.settings().isLogPublic() || !whence.hasRights();
    }
}
