package dev.whence.lineage;

/** What a name in the index stands for, and so what is listed under it. The codes are written to the edge log. */
enum NameKind {
    /** Bytes; lists the entities with these bytes. */
    CONTENT(0),
    /** A place; lists the entities at this place. */
    LOCATION(1),
    /** Bytes without a place, or a place without bytes, as an entity of its own; lists that one entity. */
    BARE(2),
    /** A run; lists the statements about it. */
    RUN(3),
    /** A receipt; lists its own statement. */
    RECEIPT(4),
    /** A dataset version; lists the statements whose outputs belong to it. */
    DATASET_VERSION(5),
    /** A version's id without the dataset's name; lists like {@link #DATASET_VERSION}. */
    VERSION_ID(6),
    /** A thing by its type and id; lists the entities that a receipt called so, whatever it said of their bytes. */
    THING(7);

    private final int code;

    NameKind(int code) {
        this.code = code;
    }

    /** Fits in three bits. */
    int code() {
        return code;
    }
}
