package dev.whence.links;

import java.util.Locale;

/** What a document is, as far as rules on links tell documents apart. */
public enum Kind {
    CATALOG,
    COLLECTION,
    ITEM,
    /** DCAT: JSON-LD with at least one {@code dcat:Dataset}. */
    DATASET,
    /** PROV as JSON-LD, or as the PROV-JSON-like sidecar that KFM names {@code *.prov.jsonld}. */
    PROVENANCE,
    /** JSON of any other form; others may link to it, and nothing is asked of it. */
    OTHER;

    /** The name in {@code matrix.json} and in messages. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean isContainer() {
        return this == CATALOG || this == COLLECTION;
    }
}
