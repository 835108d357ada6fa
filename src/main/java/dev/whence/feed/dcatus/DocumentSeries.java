package dev.whence.feed.dcatus;

import dev.whence.catalog.CatalogView;
import dev.whence.catalog.RecordKey;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.rdf.Description;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The series of the datasets of one document, each looked up once. For one thread. */
final class DocumentSeries {
    private final String organisation;
    private final CatalogView view;
    private final DcatUsDocument.Parts parts;
    private final Map<String, Series> known = new HashMap<>();

    DocumentSeries(String organisation, CatalogView view, DcatUsDocument.Parts parts) {
        this.organisation = organisation;
        this.view = view;
        this.parts = parts;
    }

    /**
     * A series.
     *
     * @param isInDocument whether it is one of the document's datasets itself
     */
    record Series(Description description, boolean isInDocument) {}

    Series of(String iri) {
        return known.computeIfAbsent(iri, this::find);
    }

    private Series find(String iri) {
        PublishedRecords records = parts.records();
        Optional<RecordKey> key =
                records.key(iri).filter(one -> records.iri(organisation, one).equals(iri));
        Optional<Published> published = key.flatMap(view::latest).flatMap(latest -> records.read(organisation, latest));
        return new Series(
                parts.descriptions().series(iri, key, published),
                published.filter(this::isInDocument).isPresent());
    }

    /** What it is part of itself decides nothing. */
    private boolean isInDocument(Published series) {
        List<Description> said = parts.descriptions().of(series);
        return DatasetObject.of(parts.mapping(), parts.about(), series, said, Set.of())
                .isPresent();
    }
}
