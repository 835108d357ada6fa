package dev.whence.feed.dcat;

import dev.whence.catalog.RecordKey;
import dev.whence.feed.Published;
import dev.whence.feed.rdf.Description;
import dev.whence.map.ReceiptMapper;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a published record, for whoever shows it alone: the dataset, its distributions, the catalog's record of it,
 * and what these speak of. It is the same on every surface. Thread-safe.
 */
public final class DatasetDescriptions {
    /** Changes whenever the same record would be described otherwise than before. */
    public static final String VERSION = Rendering.VERSION + "." + ReceiptMapper.VERSION;

    private final Rendering rendering = new Rendering();

    /** In the order of the IRIs. */
    public List<Description> of(Published published) {
        return rendering.alone(published);
    }

    /**
     * A series as it is told of beside what is in it; of one that is not published, the name that it goes by.
     *
     * @param key of the record that would describe it; nothing where none of ours would
     */
    public Description series(String iri, Optional<RecordKey> key, Optional<Published> published) {
        return published
                .flatMap(record -> of(record).stream()
                        .filter(one -> one.subject().equals(iri))
                        .findFirst())
                .map(SeriesStub::of)
                .orElseGet(() -> SeriesStub.named(iri, key));
    }
}
