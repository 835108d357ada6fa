package dev.whence.store;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * What the store remembers of itself, inside the same TDB2 transaction as the quads. It lies in the dataset's prefix
 * table, because that is the one transactional part of a dataset that no query can name: not by {@code GRAPH ?g}, not as
 * the default graph, not by a path. ({@link ReadView} keeps the table out of the prefixes of a CONSTRUCT answer.)
 *
 * <p>All methods need a transaction on the dataset.
 */
final class HiddenState {
    private static final String WATERMARK = "whence-watermark";
    private static final String WATERMARK_IRI = "urn:x-whence:watermark:";
    private static final String COMPACTED = "whence-compacted";
    private static final String COMPACTED_IRI = "urn:x-whence:bytes:";
    private static final String PURGE = "whence-purge";
    private static final String PURGE_IRI = "urn:x-whence:purge:";
    private static final String SKIPPED = "whence-skipped-";
    private static final String SKIPPED_IRI = "urn:x-whence:skipped:";

    private HiddenState() {}

    static Watermark watermark(DatasetGraph dataset) {
        return value(dataset, WATERMARK, WATERMARK_IRI)
                .map(HiddenState::parseWatermark)
                .orElse(Watermark.EMPTY);
    }

    private static Watermark parseWatermark(String text) {
        int colon = text.indexOf(':');
        return new Watermark(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    static void setWatermark(DatasetGraph dataset, Watermark watermark) {
        dataset.prefixes().add(WATERMARK, WATERMARK_IRI + watermark.size() + ":" + watermark.eventHash());
    }

    /** Bytes of the folder when it was last filled anew; 0 if it never was. */
    static long compactedBytes(DatasetGraph dataset) {
        return value(dataset, COMPACTED, COMPACTED_IRI).map(Long::parseLong).orElse(0L);
    }

    static void setCompactedBytes(DatasetGraph dataset, long bytes) {
        dataset.prefixes().add(COMPACTED, COMPACTED_IRI + bytes);
    }

    /** Whether something was dropped of which the folder still holds the bytes; a folder that is filled anew has none. */
    static boolean isPurgeDue(DatasetGraph dataset) {
        return value(dataset, PURGE, PURGE_IRI).isPresent();
    }

    static void setPurgeDue(DatasetGraph dataset) {
        dataset.prefixes().add(PURGE, PURGE_IRI + "due");
    }

    static List<SkippedEntry> skipped(DatasetGraph dataset) {
        List<SkippedEntry> entries = new ArrayList<>();
        dataset.prefixes().getMapping().forEach((prefix, iri) -> {
            if (prefix.startsWith(SKIPPED)) {
                String reason = iri.substring(SKIPPED_IRI.length());
                entries.add(new SkippedEntry(
                        Long.parseLong(prefix.substring(SKIPPED.length())),
                        URLDecoder.decode(reason, StandardCharsets.UTF_8)));
            }
        });
        entries.sort(Comparator.comparingLong(SkippedEntry::sequence));
        return List.copyOf(entries);
    }

    static void addSkipped(DatasetGraph dataset, List<SkippedEntry> entries) {
        PrefixMap prefixes = dataset.prefixes();
        for (SkippedEntry entry : entries) {
            String reason = URLEncoder.encode(entry.reason(), StandardCharsets.UTF_8);
            prefixes.add(SKIPPED + entry.sequence(), SKIPPED_IRI + reason);
        }
    }

    private static Optional<String> value(DatasetGraph dataset, String prefix, String start) {
        return Optional.ofNullable(dataset.prefixes().get(prefix)).map(iri -> iri.substring(start.length()));
    }
}
