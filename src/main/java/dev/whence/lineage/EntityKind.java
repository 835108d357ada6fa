package dev.whence.lineage;

/** What is known of an entity, and so which IRI names it. */
public enum EntityKind {
    /** Its bytes and its place. */
    ARTIFACT,
    /** Its bytes alone. */
    CONTENT,
    /** Its place alone: a receipt gave no digest. */
    LOCATION
}
