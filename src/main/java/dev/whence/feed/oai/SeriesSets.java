package dev.whence.feed.oai;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.catalog.RecordKey;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptKind;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;

/**
 * The series of the catalog as sets: STAC collections with their items, and what datasets say they are in. A series is a set
 * from when it is first published itself, and stays one: whoever harvests a set is told what went from it, also later. Thread-safe.
 */
final class SeriesSets {
    private static final String ITEM = ReceiptKind.STAC_ITEM.ledgerName();
    private static final String COLLECTION = ReceiptKind.STAC_COLLECTION.ledgerName();
    private static final String DATASET = ReceiptKind.DCAT_DATASET.ledgerName();
    private static final long MOST_KEPT = 200_000;

    private final PublishedRecords records;
    /** What datasets say they are in, by the entry that published them. An item's collection stands in its name. */
    private final Cache<Long, List<RecordKey>> said =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    SeriesSets(PublishedRecords records) {
        this.records = records;
    }

    /** The set of a series: its kind and its name, escaped as the protocol wants it. */
    static String spec(RecordKey series) {
        return series.kind() + "."
                + Iris.segment(series.subject()).replace(":", "~3a").replace("@", "~40");
    }

    /** Nothing where no series can have such a name. */
    static Optional<RecordKey> series(String spec) {
        int dot = spec.indexOf('.');
        try {
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(new RecordKey(spec.substring(0, dot), Iris.unsegment(spec.substring(dot + 1))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Whether it was published in a view, be it there no more. */
    static boolean isSet(CatalogView view, RecordKey series) {
        return view.latest(series).isPresent();
    }

    /** The sets that a record is in; of one that went, those that it was in. */
    List<RecordKey> of(String organisation, CatalogView view, Change change) {
        return claimed(organisation, view, change).stream()
                .filter(series -> isSet(view, series))
                .toList();
    }

    private List<RecordKey> claimed(String organisation, CatalogView view, Change change) {
        RecordKey key = change.key();
        if (key.kind().equals(ITEM)) {
            String collection = key.subject().substring(0, key.subject().indexOf('/'));
            return List.of(new RecordKey(COLLECTION, Iris.unsegment(collection)));
        }
        if (!key.kind().equals(DATASET)) {
            return List.of();
        }
        Optional<Change> last = change.isThere() ? Optional.of(change) : lastThere(view, key);
        return last.map(there -> said.get(there.sequence(), unused -> read(organisation, there)))
                .orElse(List.of());
    }

    private static Optional<Change> lastThere(CatalogView view, RecordKey key) {
        return view.history(key).stream().filter(Change::isThere).reduce((before, after) -> after);
    }

    private List<RecordKey> read(String organisation, Change change) {
        return records.read(organisation, change).stream()
                .flatMap(published -> published.triples().stream())
                .filter(triple -> triple.getPredicate().equals(Dcat.IN_SERIES)
                        && triple.getObject().isURI())
                .flatMap(triple -> records
                        .key(triple.getObject().getURI())
                        .filter(key -> records.iri(organisation, key)
                                .equals(triple.getObject().getURI()))
                        .stream())
                .distinct()
                .toList();
    }

    /** All that have a set, with their names, in the order in which they came or were first spoken of. */
    Map<RecordKey, String> all(String organisation, CatalogView view) {
        Map<RecordKey, String> all = new LinkedHashMap<>();
        Set<RecordKey> found = new LinkedHashSet<>();
        for (Change change : view.changes(0, view.changeCount())) {
            if (change.key().kind().equals(COLLECTION)) {
                found.add(change.key());
            }
            if (isLast(view, change)) {
                found.addAll(of(organisation, view, change));
            }
        }
        found.forEach(series -> all.put(series, name(organisation, view, series)));
        return all;
    }

    private static boolean isLast(CatalogView view, Change change) {
        return view.latest(change.key())
                .filter(latest -> latest.number() == change.number())
                .isPresent();
    }

    private String name(String organisation, CatalogView view, RecordKey series) {
        return view.latest(series)
                .flatMap(change -> records.read(organisation, change))
                .flatMap(SeriesSets::title)
                .orElse(series.subject());
    }

    private static Optional<String> title(Published published) {
        return published.triples().stream()
                .filter(triple -> triple.getSubject().hasURI(published.iri())
                        && triple.getPredicate().equals(Dct.TITLE))
                .map(triple -> triple.getObject())
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .sorted()
                .findFirst();
    }
}
