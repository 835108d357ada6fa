package dev.whence.query.walk;

import java.util.Locale;

/** What a caller can ask about. */
public enum SubjectKind {
    RUN,
    RECEIPT,
    DATASET_VERSION,
    ARTIFACT,
    CONTENT,
    LOCATION,
    /** What an operation names by its type and id. */
    THING,
    /** Several things for which one name stands, such as the runs of an agent. */
    GROUP;

    /** As in the IRIs: {@code dataset-version}. */
    public String word() {
        return Words.of(this);
    }

    /** For sentences. */
    String spoken() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
