package dev.whence.lineage;

/**
 * Something that can be asked about, as the index numbers it. The numbers mean nothing outside the index that gave them,
 * and are the same for equal ledgers.
 */
public record Subject(Type type, int id) {

    /** What the number counts. */
    public enum Type {
        /** One entity: an artifact version, or bytes without a place, or a place without bytes. */
        ENTITY,
        /** Bytes, wherever they lie. */
        CONTENT,
        /** A place over time; or a thing by its type and id, which is the same for all time. */
        LOCATION,
        RUN,
        /** A receipt; its number is its ledger sequence. */
        RECEIPT,
        DATASET_VERSION
    }
}
