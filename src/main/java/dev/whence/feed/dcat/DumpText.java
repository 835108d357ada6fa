package dev.whence.feed.dcat;

import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.NQuads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The whole catalog as N-Quads: a graph a record, named by the record's IRI, so that a newer version replaces the one that
 * somebody has; and one, named by the catalog, of what the catalog says of itself. The same view gives the same bytes.
 */
record DumpText(CatalogEntries entries, Rendering rendering, Addresses addresses, CatalogHead head) {
    private static final int AT_ONCE = 500;
    private static final int BUFFER = 1 << 16;

    void write(String organisation, CatalogView view, OutputStream out) throws IOException {
        // The JDK writes no time of making into the head.
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER)) {
            gzip.write(quads(addresses.catalog(organisation), head.catalog(organisation, view)));
            int after = CatalogView.START;
            for (List<Change> some = view.records(after, AT_ONCE);
                    !some.isEmpty();
                    some = view.records(after, AT_ONCE)) {
                for (Change change : some) {
                    gzip.write(record(organisation, change));
                }
                after = some.get(some.size() - 1).ordinal();
            }
        }
    }

    private byte[] record(String organisation, Change change) {
        return entries.read(organisation, change)
                .map(entry -> quads(entry.record(), rendering.alone(entry)))
                .orElse(new byte[0]);
    }

    private static byte[] quads(String graph, List<Description> descriptions) {
        NQuads writer = new NQuads(graph);
        StringBuilder text = new StringBuilder(8192);
        descriptions.forEach(description -> writer.write(description, text));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
