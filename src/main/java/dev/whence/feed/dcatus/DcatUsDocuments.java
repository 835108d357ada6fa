package dev.whence.feed.dcatus;

import dev.whence.canonical.Sha256;
import dev.whence.catalog.CatalogView;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.CatalogAbout;
import dev.whence.feed.dcat.DatasetDescriptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog as DCAT-US. Remembers how many datasets each document had to leave out. Thread-safe. */
public final class DcatUsDocuments {
    private static final Logger log = LoggerFactory.getLogger(DcatUsDocuments.class);

    /** Changes whenever the same records would give another document than before. */
    private static final String VERSION = "2";

    private static final int TAG_DIGITS = 32;
    private static final int MOST_KEPT = 64;

    private final PublishedRecords records;
    private final CatalogAbout about;
    private final Map<DcatUs, DcatUsDocument.Parts> parts = new EnumMap<>(DcatUs.class);
    /** By tag, the one asked for last at the end. */
    private final Map<String, Integer> leftOut = new LinkedHashMap<>(16, 0.75f, true);

    public DcatUsDocuments(PublishedRecords records, CatalogAbout about) {
        this.records = records;
        this.about = about;
        DatasetDescriptions descriptions = new DatasetDescriptions();
        for (DcatUs version : DcatUs.values()) {
            Mapping mapping =
                    Mapping.read(version == DcatUs.V1_1 ? "/feed/dcat-us-1.1.json" : "/feed/dcat-us-3.0.json");
            parts.put(version, new DcatUsDocument.Parts(records, about, descriptions, mapping));
        }
    }

    /** What an organisation has published now. */
    public DcatUsDocument document(String organisation, DcatUs version) {
        CatalogView view = records.catalog().datasets(organisation).view();
        String address = records.iris().space(organisation) + version.path();
        return new DcatUsDocument(
                organisation,
                view,
                address,
                tag(address, view),
                Optional.ofNullable(parts.get(version)).orElseThrow());
    }

    private String tag(String address, CatalogView view) {
        String rests = String.join(
                "\n", VERSION, DatasetDescriptions.VERSION, about.toString(), address, String.valueOf(view.size()));
        return Sha256.hex(rests.getBytes(StandardCharsets.UTF_8)).substring(0, TAG_DIGITS);
    }

    /** How many published datasets are not in a document, as they lack what its schema demands. Makes it once to count. */
    public int leftOut(DcatUsDocument document) throws IOException {
        Optional<Integer> known = known(document.tag());
        if (known.isPresent()) {
            return known.get();
        }
        int count = document.write(OutputStream.nullOutputStream());
        if (count > 0) {
            log.info(
                    "{} published datasets lack what DCAT-US demands, and are left out of one of its documents", count);
        }
        remember(document.tag(), count);
        return count;
    }

    private synchronized Optional<Integer> known(String tag) {
        return Optional.ofNullable(leftOut.get(tag));
    }

    private synchronized void remember(String tag, int count) {
        leftOut.put(tag, count);
        if (leftOut.size() > MOST_KEPT) {
            leftOut.remove(leftOut.keySet().iterator().next());
        }
    }
}
